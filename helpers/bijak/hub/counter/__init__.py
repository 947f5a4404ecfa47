"""Loket, the counter of a class: the only process that participants' servers talk to.

It has the trainer's rights, holds the keys and the class's folders, and runs nothing
that a participant wrote. Whoever asks is whoever the hub says; no name and no path
is ever taken from what was sent.

    handlers     what participants' servers ask: progress, hand-in, check, feedback
    trainer      the board and the trainer's page
    hand_ins     a zip is on the disk before it is acknowledged, then in the exchange
    exchange     the one process that has nbgrader loaded
    checks       Periksa sekarang: tries, and verdicts by the same judge as grading
    board        what the class answered, counted
    journal      lines that survive a kill
"""
