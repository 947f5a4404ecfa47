"""What happens around a notebook on one laptop: codes, working copies, handing in."""
