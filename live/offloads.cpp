#include "live/offloads.h"

#include "live/descriptor.h"

#include <cerrno>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace live {

namespace {

int change(const Descriptor& socket, const std::string& name, std::uint32_t command, bool on) {
    ethtool_value value{.cmd = command, .data = on ? 1U : 0U};
    ifreq request{};
    name.copy(request.ifr_name, IFNAMSIZ - 1);
    request.ifr_data = reinterpret_cast<char*>(&value); // the interface of netdevice(7) is untyped
    const bool refused = ioctl(socket.number(), SIOCETHTOOL, &request) != 0;
    return refused && errno != EOPNOTSUPP ? errno : 0;
}

} // namespace

int switch_offloads_off(const std::string& name, Cutting cutting) {
    const Descriptor socket{::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
    if (!socket.is_open()) return errno;
    for (const std::uint32_t command :
         {ETHTOOL_STSO, ETHTOOL_SGSO, ETHTOOL_SGRO, ETHTOOL_STXCSUM}) {
        if (command == ETHTOOL_SGSO && cutting == Cutting::by_interface) continue;
        if (const int error = change(socket, name, command, false); error != 0) return error;
    }
    return 0;
}

int switch_segmentation(const std::string& name, bool on) {
    const Descriptor socket{::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
    return socket.is_open() ? change(socket, name, ETHTOOL_SGSO, on) : errno;
}

} // namespace live
