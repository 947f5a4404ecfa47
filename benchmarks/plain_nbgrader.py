"""nbgrader as it comes: only the folders are ours."""

CONFIG = """
from pathlib import Path

c = get_config()
root = Path(__file__).resolve().parent
c.CourseDirectory.root = str(root)
c.CourseDirectory.course_id = "bijak"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
for step in ("submitted", "autograded", "feedback"):
    setattr(c.CourseDirectory, f"{step}_directory", f"kelas/utama/{step}")
c.CourseDirectory.db_url = f"sqlite:///{root}/kelas/utama/gradebook.db"
"""
