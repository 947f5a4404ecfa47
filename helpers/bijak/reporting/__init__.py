"""The report of an event: facts from a class, written in four forms.

event      kegiatan.toml, what the organiser tells
figures    all numbers of a class, each with its n
sections   the ten sections as a neutral document
document   what such a document is made of
writing    the document as HTML, PDF, XLSX and CSV, all or nothing
"""
