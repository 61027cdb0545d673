"""The phone's adapter: the emulated controller's end of /dev/vhci, which the kernel sees as hci0."""
import asyncio, logging, os

from bumble.transport.common import StreamPacketSource

log = logging.getLogger('adapter')
VENDOR, DUAL_MODE = 0xFF, 0x00


class Adapter:
    """Bumble's own transport closes the device, and with it the adapter, when the kernel refuses a packet; and it does
    refuse what arrives in the moment in which the person switches the adapter off. Here that packet is lost."""

    def __init__(self):
        self.fd = os.open('/dev/vhci', os.O_RDWR | os.O_NONBLOCK)
        self.source = StreamPacketSource()
        asyncio.get_running_loop().add_reader(self.fd, self.readable)
        os.write(self.fd, bytes([VENDOR, DUAL_MODE]))

    def readable(self):
        data = os.read(self.fd, 4096)           # one packet
        if data and data[0] != VENDOR:
            self.source.parser.feed_data(data)

    def on_packet(self, packet):
        try:
            os.write(self.fd, packet)
        except OSError as error:
            log.info('lost on the way to the kernel: %s', error)

    def close(self):
        asyncio.get_running_loop().remove_reader(self.fd)
        os.close(self.fd)
        self.fd = -1
