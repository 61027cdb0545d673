"""The radio: emulated controllers share one air with latency and airtime, and each can be cut off from it.

`Air` and `Controller` repair what Bumble's emulation lacks for BlueZ; each repair says why it is needed.
"""
import asyncio, collections, logging, os

from bumble import hci, ll
from bumble.controller import Controller as BumbleController, LegacyAdvertiser
from bumble.core import PhysicalTransport
from bumble.link import LocalLink

log = logging.getLogger('air')


class Air(LocalLink):
    def __init__(self):
        super().__init__()
        self.cut = set()      # controllers nobody hears and that hear nobody
        self.hidden = set()   # controllers whose advertisements nobody hears
        self.mute = set()     # controllers that hear, and whose data nobody hears: a silent device on a link that stays up
        self.rssi = {}        # advertiser controller -> dBm
        # One way, once connected, in seconds. Never zero: an answer within microseconds reaches bluetoothd before it
        # has taken down its own write watch, and an operation repeated after pairing is lost. No real radio does that.
        self.latency = float(os.environ.get('BLELAB_LATENCY', '0.008'))
        self.airtime = float(os.environ.get('BLELAB_AIRTIME', '0.0005'))   # per packet, both directions share it
        self.in_flight, self.last = collections.deque(), 0.0
        self.asleep = set()   # advertisers that nobody can hear; they send nothing until somebody might

    def fly(self, call, *args):
        """Delivers after the latency, in order. One timer for all: asyncio does not keep the order of equal times, and
        in virtual time many are equal."""
        loop = asyncio.get_running_loop()
        self.last = max(loop.time() + self.latency, self.last + self.airtime)
        self.in_flight.append((self.last, call, args))
        if len(self.in_flight) == 1:
            loop.call_at(self.last, self.land)

    def land(self):
        loop = asyncio.get_running_loop()
        while self.in_flight and self.in_flight[0][0] <= loop.time() + 1e-6:
            _, call, args = self.in_flight[0]
            try:
                call(*args)
            except Exception:
                log.exception('delivery')
            self.in_flight.popleft()      # after the call: what it sends must not start a second timer
        if self.in_flight:
            loop.call_at(self.in_flight[0][0], self.land)

    def send_acl_data(self, sender_controller, destination_address, transport, data):
        # Bumble labels every packet with the sender's random address, so that a central on its public address (BlueZ's
        # default) is not matched by the receiver. The connection's own address is the right one.
        if transport != PhysicalTransport.LE:
            return super().send_acl_data(sender_controller, destination_address, transport, data)
        connection = sender_controller.le_connections.get(destination_address)
        receiver = self.find_le_controller(destination_address)
        if connection is None or receiver is None or self.cut & {sender_controller, receiver} or sender_controller in self.mute:
            return
        self.fly(receiver.on_link_acl_data, connection.self_address, transport, data)

    def is_heard(self, sender_controller):
        """Whether an advertisement of this controller can reach anybody now."""
        return sender_controller not in self.cut | self.hidden and any(
            c.le_scan_enable or c.pending_le_connection for c in self.controllers if c not in self.cut)

    def wake(self):
        """Something changed about who hears whom."""
        for advertiser in self.asleep:
            advertiser.wake()
        self.asleep.clear()

    def send_advertising_pdu(self, sender_controller, packet):
        loop = asyncio.get_running_loop()
        for controller in self.controllers:
            if controller is not sender_controller and controller not in self.cut:
                loop.call_soon(controller.on_ll_advertising_pdu, packet)

    def send_ll_control_pdu(self, sender_address, receiver_address, packet):
        receiver = self.find_le_controller(receiver_address)
        if receiver is not None and not self.cut & {self.find_le_controller(sender_address), receiver}:
            self.fly(receiver.on_ll_control_pdu, sender_address, packet)


class Advertiser(LegacyAdvertiser):
    """Sends only while somebody may hear it: most of a test bed's time would go into advertisements that nobody hears."""

    __hash__ = object.__hash__      # each is itself; a dataclass would compare fields

    def _on_timer_fired(self):
        air = self.controller.link
        if air.is_heard(self.controller):
            super()._on_timer_fired()
        else:
            self.timer_handle = None
            air.asleep.add(self)

    def wake(self):
        if self.enabled and self.timer_handle is None:
            # somewhere within the interval, as for a listener who came at any time
            self.timer_handle = asyncio.get_running_loop().call_later(
                self.advertising_interval_min / 2000, self._on_timer_fired)


class Controller(BumbleController):
    def __init__(self, name, air, public_address, **kw):
        super().__init__(name, link=air, public_address=public_address, **kw)
        # Without extended advertising the kernel uses legacy scan and connect only. Privacy must go too: with it Linux
        # waits for the Enhanced Connection Complete event, Bumble sends the plain one, and every connect blocks the
        # kernel's command queue for 4 s.
        self.le_features &= ~(hci.LeFeatureMask.LE_EXTENDED_ADVERTISING
                              | hci.LeFeatureMask.LE_PERIODIC_ADVERTISING | hci.LeFeatureMask.LL_PRIVACY)
        self.le_acl_data_packet_length = self.acl_data_packet_length = 251
        self.le_legacy_advertiser = Advertiser(self)

    def on_advertising_pdu(self, pdu):
        # Bumble reports the advertising data a second time as the scan response, whatever the scan type. Here: the
        # advertiser's own scan response, only to an active scanner, and the advertising type as it was set.
        adv = next((c.le_legacy_advertiser for c in self.link.controllers
                    if c.le_legacy_advertiser.enabled and c.le_legacy_advertiser.address == pdu.advertiser_address), None)
        if adv is None:
            return
        event = hci.HCI_LE_Advertising_Report_Event
        if self.le_scan_enable:
            reports = [(event.EventType.ADV_IND, pdu.data)]
            if self.le_scan_type == 1:
                reports.append((event.EventType.SCAN_RSP, bytes(adv.scan_response_data)))
            for kind, data in reports:
                self.send_hci_packet(event([event.Report(
                    event_type=kind, address_type=pdu.advertiser_address.address_type, address=pdu.advertiser_address,
                    data=data, rssi=self.link.rssi.get(adv.controller, -50))]))
        pending = self.pending_le_connection
        if pending and pending.peer_address == pdu.advertiser_address:
            self.create_le_connection(pdu.advertiser_address)

    def on_hci_le_set_scan_enable_command(self, command):
        answer = super().on_hci_le_set_scan_enable_command(command)
        self.link.wake()
        return answer

    def on_hci_le_create_connection_command(self, command):
        answer = super().on_hci_le_create_connection_command(command)
        self.link.wake()
        return answer

    def on_hci_le_create_connection_cancel_command(self, command):
        # Bumble only returns SUCCESS: the pending connection stays armed and no Connection Complete is sent, so the
        # kernel never leaves "connecting".
        pending, self.pending_le_connection = self.pending_le_connection, None
        if pending is None:
            return hci.HCI_StatusReturnParameters(hci.HCI_ErrorCode.COMMAND_DISALLOWED_ERROR)
        asyncio.get_running_loop().call_soon(self.send_hci_packet, hci.HCI_LE_Connection_Complete_Event(
            status=hci.HCI_ErrorCode.UNKNOWN_CONNECTION_IDENTIFIER_ERROR, connection_handle=0, role=0,
            peer_address_type=pending.peer_address_type, peer_address=pending.peer_address,
            connection_interval=0, peripheral_latency=0, supervision_timeout=0, central_clock_accuracy=0))
        return hci.HCI_StatusReturnParameters(hci.HCI_ErrorCode.SUCCESS)

    def on_hci_reset_command(self, command):
        self.pending_le_connection = None
        self.le_scan_enable = False
        self.hang_up()
        return super().on_hci_reset_command(command)

    def hang_up(self):
        """A controller that is reset or unplugged takes its links with it; the peers notice."""
        for connection in list(self.le_connections.values()):
            try:
                connection.send_ll_control_pdu(ll.TerminateInd(0x13))
            except Exception:
                log.exception('hanging up')
            self.le_connections.pop(connection.peer_address, None)
