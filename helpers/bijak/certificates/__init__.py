"""Certificates that anybody can check without internet, and nobody can alter.

    names_file   the organiser's own list of codes and names
    numbers      numbers and check codes, easy to read out and to type
    promise      what a certificate says, and its seal: a salted hash
    stamp        the organiser's signing key, kept outside every class
    ledger       the signed list that an office may publish; it holds no names
    issuing      who gets which number; twice the same, withdrawn, corrected
    qr_text      everything on one certificate as a signed text
    verifying    what to say about a number or a QR text

Nothing here knows a score. A name is on the paper and in its QR code, nowhere else.
"""
