"""Faults of one peripheral's link, switched on by a test. None of them touches the motor."""


class Faults:
    def __init__(self):
        self.operations = 0     # GATT reads and writes on this connection
        self.lie = None         # another device's advertisement
        self.set({})

    def set(self, m):
        """All faults as the command says; what it does not name is healthy again."""
        self.error = m.get('error', 0)              # every read and write is refused with this ATT error
        self.slow = m.get('slow', 0)                # seconds before every answer
        self.cut_before = m.get('cut_before', 0)    # the link ends at this operation, which the firmware never sees
        self.cut_after = m.get('cut_after', 0)      # ... which the firmware obeyed, and whose answer is lost
        self.cut_for = m.get('cut_for', 0)          # seconds out of reach after such a cut
        self.values = m.get('values')               # None, or a hex text sent in place of every value

    def garble(self, value):
        return value if self.values is None else bytes.fromhex(self.values)
