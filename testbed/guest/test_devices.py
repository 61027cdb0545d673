"""Unit checks of the peripherals' firmware: golden vectors of the published protocols, timers and rules.

    python3 testbed/guest/test_devices.py         needs Python's standard library only
"""
import heapq, hashlib, json, os, sys, unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from device import AttError
from devices import KINDS, omp, sem6000, shelly, switchbot


class Clock:
    """A clock the test moves."""

    def __init__(self):
        self.at, self.due, self.count = 0.0, [], 0

    def now(self):
        return self.at

    def wall(self):
        return 1795000000.0 + self.at

    def later(self, seconds, call):
        self.count += 1
        timer = Timer(self.at + seconds, self.count, call)
        heapq.heappush(self.due, timer)
        return timer

    def run(self, seconds):
        end = self.at + seconds
        while self.due and self.due[0].at <= end:
            timer = heapq.heappop(self.due)
            self.at = max(self.at, timer.at)
            if not timer.cancelled:
                timer.call()
        self.at = end


class Timer:
    def __init__(self, at, order, call):
        self.at, self.order, self.call, self.cancelled = at, order, call, False

    def __lt__(self, other):
        return (self.at, self.order) < (other.at, other.order)

    def cancel(self):
        self.cancelled = True


class Bench(unittest.TestCase):
    def make(self, kind, **options):
        self.clock = Clock()
        self.device = KINDS[kind](self.clock, dict(options, addr='34:B4:72:0E:18:72'))
        self.sent = []
        self.device.send = lambda char, value: self.sent.append((char, value.hex()))
        self.device.linked()
        return self.device

    def write(self, char, text):
        """What the device sends in answer."""
        self.sent.clear()
        self.device.write(char, bytes.fromhex(text), {char, omp.CONTROL, omp.STATUS})
        return [value for _, value in self.sent]

    def motor(self):
        return self.device.motor.percent


class OpenMassagerRules(Bench):
    def order(self, text):
        return self.write(omp.CONTROL, text)[0]

    def start(self, *rule):
        for order in ['00', '03dc0500000000', *rule, '02ff3c', '0744332211']:
            self.assertEqual(self.order(order), '80' + order[:2] + '01', order)

    def status(self):
        return self.device.read(omp.STATUS)

    def test_the_feature_is_the_worked_example(self):
        self.make('omp')
        self.assertEqual(self.device.read(omp.FEATURE).hex(), '01000b02000001140500080784032c01053c0000')

    def test_a_session_ends_by_its_own_timer_and_then_rests(self):
        self.make('omp')
        self.start('040100')
        self.clock.run(300)
        self.assertEqual(self.status()[1], omp.HOLD)
        self.assertEqual(self.motor(), 60)
        self.device.unlinked()
        self.clock.run(1199)
        self.assertEqual(self.motor(), 60)
        self.clock.run(1.1)
        self.assertEqual(self.motor(), 0)
        self.assertEqual((self.status()[1], self.status()[2]), (omp.REST, omp.COMPLETE))
        self.device.linked()
        self.order('00')
        self.assertEqual(self.order('0744332211'), '800785')
        self.assertTrue(self.order('0799999999').startswith('800780'))
        self.clock.run(901)
        self.assertEqual(self.order('0799999999'), '800701')

    def test_the_same_start_twice_is_one_session(self):
        self.make('omp')
        self.start()
        self.clock.run(5)
        self.assertEqual(self.order('0744332211'), '800701')
        self.assertEqual(self.order('0745332211'), '800785')
        self.assertEqual(self.status()[8], 5)

    def test_a_lost_link_stops_after_the_timeout_and_one_that_comes_back_does_not(self):
        self.make('omp')
        self.start('04000a')
        self.clock.run(3)
        self.device.unlinked()
        self.clock.run(8)
        self.device.linked()
        self.order('00')
        self.clock.run(9)
        self.assertGreater(self.motor(), 0)
        self.device.unlinked()
        self.clock.run(5)
        self.device.linked()        # a connection without a word is no phone
        self.device.unlinked()
        self.clock.run(4.9)
        self.assertGreater(self.motor(), 0)
        self.clock.run(0.2)
        self.assertEqual(self.motor(), 0)
        self.assertEqual(self.status()[2], omp.LINK_LOST)

    def test_silence_on_a_link_that_is_up_stops_too(self):
        self.make('omp')
        self.start('04000a')
        self.clock.run(9)
        self.order('09')
        self.clock.run(9)
        self.assertGreater(self.motor(), 0)
        self.clock.run(1.1)
        self.assertEqual((self.motor(), self.status()[2]), (0, omp.NOT_ALIVE))

    def test_the_level_rises_slowly_and_falls_at_once(self):
        self.make('omp')
        self.start('040100')
        highest = 0
        for _ in range(80):
            self.clock.run(0.1)
            self.assertLessEqual(self.device.commanded - highest, 2)     # two ticks may fall into one look
            highest = self.device.commanded
        self.assertEqual(self.motor(), 60)
        self.order('02ff14')
        self.assertEqual(self.motor(), 20)
        self.order('0802')
        self.assertEqual((self.motor(), self.status()[1]), (0, omp.PAUSED))
        self.order('0801')
        self.assertEqual(self.status()[2], omp.CLIENT)

    def test_control_and_subscription_are_needed_and_stop_needs_no_control(self):
        self.make('omp')
        with self.assertRaises(AttError):
            self.device.write(omp.CONTROL, b'\x00', set())
        self.assertEqual(self.order('02ff3c'), '800205')
        self.assertEqual(self.order('0801'), '800801')
        self.assertEqual(self.order('0500'), '800502')
        self.assertEqual(self.order('0000'), '800003')
        self.order('00')
        self.assertEqual(self.order('03090700000000'), '800303')
        self.assertEqual(self.order('0744332211'), '800785')

    def test_a_power_cut_never_resumes(self):
        self.make('omp')
        self.start()
        self.clock.run(5)
        self.device.ask('power_cut', {})
        self.clock.run(60)
        self.assertEqual((self.motor(), self.status()[2]), (0, omp.POWER_LOST))


class ShellyRules(Bench):
    def rpc(self, text):
        self.write(shelly.TX_CTL, f'{len(text):08x}')
        for at in range(0, len(text), 20):
            self.write(shelly.DATA, text[at:at + 20].encode().hex())
        length = int.from_bytes(self.device.read(shelly.RX_CTL), 'big')
        reply = b''
        while chunk := self.device.read(shelly.DATA):
            reply += chunk
        return json.loads(reply), length - len(reply)

    ON = '{"id":1,"method":"Switch.Set","params":{"id":0,"on":true,"toggle_after":1800}}'
    READ = '{"id":3,"method":"Switch.GetStatus","params":{"id":0}}'

    def test_on_for_thirty_minutes_turns_itself_off(self):
        self.assertEqual(len(self.ON), 0x4E)
        self.make('shelly')
        reply, over = self.rpc(self.ON)
        self.assertEqual((reply['id'], reply['result'], over), (1, {'was_on': False}, 0))
        status = self.rpc(self.READ)[0]['result']
        self.assertEqual((status['output'], status['timer_duration'], status['apower']), (True, 1800, 38.0))
        self.clock.run(1799)
        self.assertEqual(self.motor(), 100)
        self.clock.run(2)
        self.assertEqual(self.motor(), 0)
        self.assertNotIn('timer_duration', self.rpc(self.READ)[0]['result'])

    def test_a_password_wants_the_digest(self):
        self.make('shelly', password='secret')
        error = self.rpc(self.READ)[0]['error']
        self.assertEqual(error['code'], 401)
        challenge = json.loads(error['message'])
        sha = lambda *parts: hashlib.sha256(':'.join(map(str, parts)).encode()).hexdigest()
        ha1, ha2 = sha('admin', challenge['realm'], 'secret'), sha('dummy_method', 'dummy_uri')
        auth = {'realm': challenge['realm'], 'username': 'admin', 'nonce': challenge['nonce'], 'cnonce': 7,
                'response': sha(ha1, challenge['nonce'], 1, 7, 'auth', ha2), 'algorithm': 'SHA-256'}
        asked = dict(json.loads(self.READ), auth=auth)
        self.assertFalse(self.rpc(json.dumps(asked))[0]['result']['output'])
        auth['response'] = '0' * 64
        self.assertEqual(self.rpc(json.dumps(asked))[0]['error']['code'], 401)

    def test_the_wrong_length_and_the_flags(self):
        self.make('shelly', wrong_length=True)
        self.assertEqual(self.rpc(self.READ)[1], 7)
        maker = dict(self.device.advertisement()[0])[0xFF]
        self.assertEqual(maker.hex(), 'a90b' + '010500' + '0a020000eeffc0' + '0b0518')
        self.assertEqual(self.make('shelly', rpc=False).services, [])


class SwitchBotRules(Bench):
    def test_plug_commands_and_what_it_advertises(self):
        self.make('plug_mini', watts=20.4)
        self.assertEqual(self.write(switchbot.WRITE, '570f50010180'), ['0180'])
        self.assertEqual(self.motor(), 100)
        maker = dict(self.device.advertisement()[0])[0xFF]
        self.assertEqual(maker.hex(), '6909' '34b4720e1872' '02' '80' '00' '2a' '00cc')
        self.assertEqual(self.write(switchbot.WRITE, '570f5101'), ['0180'])
        self.assertEqual(self.write(switchbot.WRITE, '570f50010100'), ['0100'])
        self.assertEqual(self.motor(), 0)
        self.make('plug_mini', off_reply='80')
        self.assertEqual(self.write(switchbot.WRITE, '570f50010100'), ['0180'])
        self.make('plug_mini', model='eu')
        self.assertEqual((self.write(switchbot.WRITE, '570f50010180'), self.motor()), ([], 0))

    def test_bot_modes_password_and_battery(self):
        self.make('bot', battery=89)
        self.write(switchbot.WRITE, '570101')
        self.assertEqual(self.motor(), 100)
        self.assertEqual(dict(self.device.advertisement()[1])[0x16].hex(), '3dfd' '48' '90' '59')
        self.assertEqual(self.write(switchbot.WRITE, '570100')[0][:2], '05')
        self.assertEqual(self.motor(), 0, 'it said no and moved')
        self.make('bot', password='1234')
        self.assertEqual(self.write(switchbot.WRITE, '570101'), ['07'])
        self.assertEqual(self.write(switchbot.WRITE, '57110000000001'), ['09'])
        self.assertEqual(self.write(switchbot.WRITE, '57119be3e0a301')[0][:2], '01')
        self.assertEqual(self.write(switchbot.WRITE, '57129be3e0a3')[0][:4], '0157')
        self.make('bot', mode='press')
        for percent in (100, 0, 100):
            self.assertEqual(self.write(switchbot.WRITE, '570100'), ['01ff00'])
            self.assertEqual(self.motor(), percent)


class Sem6000Rules(Bench):
    def frame(self, text):
        return self.write(sem6000.WRITE, text)

    def login(self):
        self.assertEqual(self.frame('0f0c170000000000000000000018ffff'), ['0f06170000000018ffff'])

    def test_nothing_without_the_pin(self):
        self.make('sem6000', pin='1234')
        self.assertEqual(self.frame('0f06030001000005ffff'), [])
        self.assertEqual(self.frame('0f0c170000000000000000000018ffff'), ['0f06170001000018ffff'])
        self.assertEqual(self.frame('0f0c170000010203040000000022ffff'), ['0f06170000000018ffff'])
        self.assertEqual(self.frame('0f06030001000005ffff'), ['0f0403000004ffff'])
        self.assertEqual(self.motor(), 100)
        self.assertEqual(self.frame('0f06030000000004ffff'), ['0f0403000004ffff'])
        self.assertEqual(self.frame('0f06030001000006ffff'), [], 'a wrong checksum')
        self.assertEqual(self.motor(), 0)

    def test_the_off_timer_runs_on_its_own_clock(self):
        self.make('sem6000')
        self.login()
        # 2026-11-21 21:30:00, then the timer at 21:55:00
        clock = sem6000.frame(bytes.fromhex('0100' '001e15' '150b' '07ea' '0000')).hex()
        self.assertEqual(self.frame(clock), ['0f0401000002ffff'])
        self.assertEqual(self.frame('0f0c080002003715150b1a000091ffff'), ['0f0408000009ffff'])
        self.assertEqual(self.frame('0f05090000000affff'), ['0f0e090002003715150b1a0005dc0073ffff'])
        self.frame('0f06030001000005ffff')
        self.assertEqual(self.frame('0f050400000005ffff')[0][:20], '0f11040001009470e600')
        self.clock.run(1499)
        self.assertEqual(self.motor(), 100)
        self.clock.run(2)
        self.assertEqual(self.motor(), 0)
        self.assertEqual(self.frame('0f05090000000affff'), ['0f0e090000000000000000000000000affff'])

    def test_the_published_frames_and_their_sums(self):
        self.assertEqual(sem6000.frame(bytes.fromhex('010029180a160607e30000')).hex(),
                         '0f0c010029180a160607e3000053ffff')
        self.assertEqual(sem6000.frame(bytes.fromhex('0300010000')).hex(), '0f06030001000005ffff')

    def test_a_timer_that_is_lost_reads_back_as_none(self):
        self.make('sem6000', timer_lost=True)
        self.login()
        self.assertEqual(self.frame('0f0c080002003715150b1a000091ffff'), ['0f0408000009ffff'])
        self.assertEqual(self.frame('0f05090000000affff'), ['0f0e090000000000000000000000000affff'])


class FootPadRules(Bench):
    def test_frames_of_the_described_example(self):
        self.make('foot_pad', watchdog=10)
        char = self.device.services[0]['chars'][0]['uuid']
        self.write(char, 'aa040a0e')
        self.assertEqual(self.motor(), 50)
        self.write(char, 'aa040a0f')
        self.clock.run(9.9)
        self.assertEqual(self.motor(), 50)
        self.clock.run(0.2)
        self.assertEqual(self.motor(), 0)


if __name__ == '__main__':
    unittest.main()
