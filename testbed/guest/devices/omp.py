"""Open Massager Profile 1.0 from the massager's side: own timer, rest, ramp, link-loss rule, keep-alive, stop reasons."""
import struct

from device import AttError, Device, short

BASE = 'C3D8{}-E052-4231-871F-7C0B53630C48'
SERVICE, FEATURE, CONTROL, STATUS = (BASE.format(slot) for slot in ('0001', '0002', '0003', '0004'))

# Feature flags
LEVEL, RAMP, CHANNELS, BUTTON, PROGRAMS, HEAT, MEASURED, INTERLOCK, MAINS, DETACHED = (1 << bit for bit in range(10))
# Results
OK, NO_OP, BAD, FAILED, NO_CONTROL = 1, 2, 3, 4, 5
RESTING, INTERLOCKED, HOT, SUPPLY, FAULTY, WRONG_STATE, LOCKED = range(0x80, 0x87)
# States
IDLE, RAMP_UP, HOLD, RAMP_DOWN, PAUSED, REST, FAULT = range(7)
# Stop reasons
NONE, CLIENT, USER, SAFETY, COMPLETE, LINK_LOST, NOT_ALIVE, OVERHEATED, MOTOR_FAULT, LOW_SUPPLY, POWER_LOST, HARD_LIMIT, RESET = range(13)
NAMES = ['none', 'client', 'own button', 'interlock', 'session complete', 'link lost', 'keep-alive missed', 'too hot',
         'motor fault', 'low supply', 'power was lost', 'hard limit', 'reset']

TICK = 0.1          # the ramp's grain: 10 % a second upwards, as rule 4 allows at most
PERCENT_PER_TICK = 1


class OpenMassager(Device):
    name = 'Calf massager'
    services = [{'uuid': SERVICE, 'chars': [
        {'uuid': FEATURE, 'props': ['read']},
        {'uuid': CONTROL, 'props': ['write', 'indicate'], 'sec': 'encrypt'},
        {'uuid': STATUS, 'props': ['read', 'notify'], 'sec': 'encrypt'},
    ]}, {'uuid': short('180a'), 'chars': [{'uuid': short('2a29'), 'props': ['read']}]}]

    def __init__(self, clock, options):
        super().__init__(clock, options)
        flags = options.get('flags', LEVEL | RAMP | BUTTON | DETACHED)
        self.lowest, self.step = 20, 5
        self.longest, self.rest, self.longest_ramp = options.get('longest', 1800), options.get('rest', 900), 300
        self.loss_range = (5, 60)
        self.flags = flags
        self.feature = struct.pack('<BBIBBBBHHHBBH', options.get('major', 1), 0, flags, 1, self.lowest, self.step, 0,
                                   self.longest, self.rest, self.longest_ramp, *self.loss_range, 0)
        self.sequence, self.reason, self.faults = 0, NONE, 0
        self.session_id, self.known = 0, {}     # ids that ended, never to be started again
        self.terms = None                       # duration, ramp up, ramp down
        self.target, self.commanded = 0, 0
        self.policy = (0, 10)
        self.control = False
        self.heard = False                      # a write on this connection
        self.running = None                     # the session under way, or None
        self.rest_until = 0.0
        self.refuse = options.get('refuse')     # this result for the next start
        self.stretch = options.get('stretch', 0)    # claims to run so many seconds longer than it was asked to
        self.loss_timer = None
        # faults of a bad firmware, of which Lull can know nothing
        self.ignores_its_timers = options.get('ignores_its_timers', False)
        self.naive = options.get('naive', False)    # a link that comes and goes starts the clock of the loss anew

    def advertisement(self):
        service = bytes.fromhex(SERVICE.replace('-', ''))[::-1]
        return [(0x01, b'\x06'), (0x07, service)], [(0x09, self.options.get('name', self.name).encode())]

    # ---- the link -----------------------------------------------------------------------------------------
    # A bare connection proves nothing: a phone that lost its bond connects again and again and can tell us nothing.
    # "Any write counts as alive", so only a write stops the clock of a lost link, and only a link with a write on it
    # starts that clock anew when it is lost.
    def linked(self):
        self.heard = self.naive
        if self.naive:
            self.cancel_loss()

    def unlinked(self):
        self.control = False
        if self.heard:
            self.within_timeout(LINK_LOST)
        self.heard = False

    def alive(self):
        """While connected under policy 0, silence longer than the timeout stops the motor."""
        self.heard = True
        self.within_timeout(NOT_ALIVE)

    def within_timeout(self, reason):
        self.cancel_loss()
        if self.running and self.policy[0] == 0:
            self.loss_timer = self.clock.later(self.policy[1], lambda: self.end(reason))

    def cancel_loss(self):
        if self.loss_timer:
            self.loss_timer.cancel()
            self.loss_timer = None

    # ---- reading ------------------------------------------------------------------------------------------
    def read(self, char):
        if char == FEATURE:
            return self.feature
        if char == STATUS:
            return self.status()
        if char == short('2a29'):
            return b'Test bed'
        raise AttError(0x02)

    def status(self):
        now = self.clock.now()
        run = self.running
        elapsed = int(run.ran(now)) if run else 0
        remaining = max(0, run.left(now) + self.stretch) if run else 0
        measured = self.motor.percent if self.flags & MEASURED else 0xFF
        resting = max(0, self.rest_until - now) if not run else 0
        state = run.state(now, self) if run else FAULT if self.faults else REST if resting else IDLE
        return struct.pack('<BBBBIHHBBBBHH', self.sequence, state, self.reason, self.faults, self.session_id, elapsed,
                           min(0xFFFF, round(remaining)), self.target, self.commanded, measured, self.policy[0],
                           min(0xFFFF, round(resting)), 0)

    def tell(self):
        self.sequence = (self.sequence + 1) & 0xFF
        self.send(STATUS, self.status())

    # ---- the control point --------------------------------------------------------------------------------
    def write(self, char, value, subscribed):
        if char != CONTROL:
            raise AttError(0x03)
        if not 1 <= len(value) <= 20:
            raise AttError(0x0D)
        if CONTROL not in subscribed:
            raise AttError(0xFD)            # CCCD improperly configured, as fitness machines answer
        self.alive()
        op, parameters = value[0], value[1:]
        before = self.status()[1:]
        result, extra = self.obey(op, parameters)
        self.send(CONTROL, bytes([0x80, op, result]) + extra)
        if self.status()[1:] != before:
            self.tell()

    def obey(self, op, p):
        shape = {0x00: '', 0x01: '', 0x02: 'BB', 0x03: 'HHH', 0x04: 'BB', 0x05: 'B', 0x07: 'I', 0x08: 'B', 0x09: ''}
        if op not in shape or (op == 0x05 and not self.flags & PROGRAMS):
            return NO_OP, b''
        if len(p) != struct.calcsize('<' + shape[op]):
            return BAD, b''
        args = struct.unpack('<' + shape[op], p)
        if not self.control and op not in (0x00, 0x09) and not (op == 0x08 and args == (1,)):
            return NO_CONTROL, b''
        return {0x00: self.take_control, 0x01: self.reset, 0x02: self.set_level, 0x03: self.set_session,
                0x04: self.set_policy, 0x07: self.start, 0x08: self.halt, 0x09: lambda: (OK, b'')}[op](*args)

    def take_control(self):
        self.control = True
        return OK, b''

    def reset(self):
        self.end(RESET)
        self.terms, self.target, self.control = None, 0, False
        return OK, b''

    def set_level(self, channel, percent):
        if channel not in (0, 0xFF) or percent > 100 or 0 < percent < self.lowest:
            return BAD, b''
        self.target = percent
        self.drive()
        return OK, b''

    def set_session(self, duration, up, down):
        if not 0 < duration <= self.longest or up + down > duration or max(up, down) > self.longest_ramp:
            return BAD, b''
        if self.running and (duration, up, down) != self.terms:
            return WRONG_STATE, b''         # the clock of a session under way is nobody's to move
        self.terms = (duration, up, down)
        return OK, b''

    def set_policy(self, policy, timeout):
        if policy == 0 and self.loss_range[0] <= timeout <= self.loss_range[1]:
            self.policy = (0, timeout)
        elif policy == 1 and self.flags & DETACHED:
            self.policy = (1, timeout)
        else:
            return BAD, b''
        self.alive()
        return OK, b''

    def start(self, session):
        now = self.clock.now()
        if self.running:
            if session != self.session_id:
                return WRONG_STATE, b''
            self.running.resume(now)
            self.drive()
            return OK, b''
        if session in self.known:
            return WRONG_STATE, b''
        if self.refuse:
            result, self.refuse = self.refuse, None
            return result, struct.pack('<H', 60) if result == RESTING else b''
        if self.rest_until > now:
            return RESTING, struct.pack('<H', round(self.rest_until - now))
        if self.faults:
            return FAULTY, b''
        if not self.terms:
            return WRONG_STATE, b''
        self.session_id, self.reason = session, NONE
        self.running = Session(self, now, *self.terms)
        self.alive()
        self.running.tick()
        return OK, b''

    def halt(self, how):
        if how not in (1, 2, 3):
            return BAD, b''
        if how == 2:
            if not self.running:
                return WRONG_STATE, b''
            self.running.pause(self.clock.now())
            self.drive()
        elif how == 3 and self.running and self.running.down and not self.running.paused:
            self.running.close(self.clock.now())
        else:
            self.end(CLIENT)
        return OK, b''

    # ---- the motor ----------------------------------------------------------------------------------------
    def drive(self, rise=0):
        """Brings the motor to what the session wants now: down at once, up by `rise` percent at most. Only the tick
        lets it rise, so that repeated orders do not raise it faster."""
        wanted = self.running.wanted(self.clock.now(), self.target) if self.running else 0
        self.commanded = min(wanted, self.commanded + rise)
        self.motor.turn(self.commanded if self.commanded >= self.lowest else 0, 'driven')
        return self.commanded != wanted

    def end(self, reason):
        if not self.running:
            return
        if self.ignores_its_timers and reason in (COMPLETE, LINK_LOST, NOT_ALIVE, HARD_LIMIT):
            return
        self.running.over()
        self.running = None
        self.cancel_loss()
        self.known[self.session_id] = True
        self.reason, self.commanded = reason, 0
        self.rest_until = self.clock.now() + self.rest
        self.motor.turn(0, NAMES[reason])
        self.tell()

    def press(self):
        self.end(USER)

    def ask(self, what, command):
        if what == 'fault':                 # {"bits": 1, "reason": 8}
            self.faults = command.get('bits', 1)
            self.end(command.get('reason', MOTOR_FAULT))
        elif what == 'power_cut':
            self.end(POWER_LOST)
            self.terms, self.target, self.policy, self.control = None, 0, (0, 10), False
        elif what == 'stretch':
            self.stretch = command['seconds']
        else:
            super().ask(what, command)
        return {'ok': True}


class Session:
    """One session's own clock: it stands still in a pause, the hard limit's does not."""

    def __init__(self, massager, now, duration, up, down):
        self.massager, self.began = massager, now
        self.duration, self.up, self.down = duration, up, down
        self.before, self.since, self.closing = 0.0, now, None
        self.second = now
        self.hard = massager.clock.later(massager.longest, lambda: massager.end(HARD_LIMIT))
        self.timer = None

    @property
    def paused(self):
        return self.since is None

    def ran(self, now):
        return self.before + (0 if self.paused else now - self.since)

    def left(self, now):
        return self.duration - self.ran(now)

    def pause(self, now):
        self.before, self.since = self.ran(now), None

    def resume(self, now):
        if self.paused:
            self.since = self.second = now

    def close(self, now):
        """Ramp down now, and end."""
        self.duration = min(self.duration, self.ran(now) + self.down)
        self.closing = CLIENT

    def state(self, now, massager):
        if self.paused:
            return PAUSED
        if self.left(now) < self.down:
            return RAMP_DOWN
        return RAMP_UP if massager.commanded < massager.target else HOLD

    def wanted(self, now, target):
        if self.paused:
            return 0
        ran, left = self.ran(now), self.left(now)
        if ran < self.up:
            target = target * ran / self.up
        if left < self.down:
            target = min(target, target * left / self.down)
        return int(max(0, target))

    def tick(self):
        """Runs as often as something can change: each grain of a ramp, else each second."""
        massager, now = self.massager, self.massager.clock.now()
        if not self.paused and self.left(now) <= 1e-6:
            return massager.end(self.closing if self.closing else COMPLETE)
        moving = massager.drive(rise=PERCENT_PER_TICK)
        if not self.paused and now - self.second >= 1 - 1e-6:
            self.second += 1
            massager.tell()
        ramp = moving or (not self.paused and (self.ran(now) < self.up or self.left(now) < self.down))
        pause = TICK if ramp else 1 - (now - self.second) if not self.paused else 1.0
        if not self.paused:
            pause = min(pause, self.left(now))
        self.timer = massager.clock.later(max(pause, 0.001), self.tick)

    def over(self):
        self.hard.cancel()
        if self.timer:
            self.timer.cancel()
