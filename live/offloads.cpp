#include "live/offloads.h"

#include "live/descriptor.h"

#include <cerrno>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace live {

int switch_offloads_off(const std::string& name) {
    const Descriptor socket{::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
    if (!socket.is_open()) return errno;
    for (const std::uint32_t command :
         {ETHTOOL_STSO, ETHTOOL_SGSO, ETHTOOL_SGRO, ETHTOOL_STXCSUM}) {
        ethtool_value off{.cmd = command, .data = 0};
        ifreq request{};
        name.copy(request.ifr_name, IFNAMSIZ - 1);
        request.ifr_data =
            reinterpret_cast<char*>(&off); // the interface of netdevice(7) is untyped
        if (ioctl(socket.number(), SIOCETHTOOL, &request) != 0 && errno != EOPNOTSUPP) return errno;
    }
    return 0;
}

} // namespace live
