"""What the motor really does, whatever anybody says: a log of every change, with the guest's time of day."""


class Motor:
    """On at some percent, or still. The one witness the tests ask; no fault can make it lie."""

    def __init__(self, clock):
        self.clock, self.percent, self.log = clock, 0, []
        self.broken = None      # 'jammed': never turns; 'stuck': goes on whatever it is told

    def turn(self, percent, why):
        """Turns at `percent` from now on; `why` is for the reader of a transcript."""
        if self.broken == 'jammed' or (self.broken == 'stuck' and percent < self.percent):
            return
        if percent != self.percent:
            self.percent = percent
            self.log.append([self.clock.wall(), percent, why])

    def truth(self):
        return {'percent': self.percent, 'log': self.log, 'now': self.clock.wall()}


class Massager(Motor):
    """A massager behind a mains plug or a pusher's arm: a knob that stays where it was left, and a power draw."""

    def __init__(self, clock, watts=38.0, idle_watts=0.4):
        super().__init__(clock)
        self.running_watts, self.idle_watts = watts, idle_watts
        self.jammed = False     # on at the wall, and nothing turns: the knob is at zero

    def power(self, on, why):
        self.turn(100 if on and not self.jammed else 0, why)

    def watts(self, on):
        return (self.running_watts if self.percent else self.idle_watts) if on else 0.0
