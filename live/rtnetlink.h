#pragma once

#include "live/descriptor.h"
#include "sim/link/flood.h"
#include "sim/packet/address_table.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace live {

using HardwareAddress = std::array<std::uint8_t, 6>;

/// How an interface is to be; what is 0 or empty stays as it is.
struct InterfaceSettings {
    HardwareAddress hardware{};
    std::uint32_t mtu{};
    std::uint32_t most_segments{}; ///< gso_max_segs: how many segments one buffer may hold
};

/// Requests to the kernel's routing socket (rtnetlink(7)), about the network namespace we are in.
/// Each yields 0 or an errno.
namespace rtnetlink {

/// A veth pair: `name` here and `peer` in the namespace `peer_network`.
int add_cable(const std::string& name, const std::string& peer, const Descriptor& peer_network);
int change_interface(const std::string& name, const InterfaceSettings& settings);
int set_up(const std::string& name);
/// Waits until packets leave through an interface that is up, as is the other end of its cable; at
/// most 3 s (ETIMEDOUT). What is sent before is lost without a word: a cable's first end starts to
/// send only when the kernel gets round to it, some time after the second one came up.
int wait_until_running(const std::string& name);
/// Gives the interface `own`, alone on its network.
int add_address(const std::string& name, const sim::Address& own);
/// `to` is reached directly over the interface.
int add_route(const std::string& name, const sim::Address& to);
/// The addresses of `to` are reached through the neighbour `over`; directly over the interface
/// where there is none.
int add_route(const std::string& name, const sim::AddressRange& to,
              const std::optional<sim::Address>& over);
/// What waits at the interface waits in this queue ("fq", "pfifo"), of at most `limit` packets
/// (tc(8)).
int set_queue(const std::string& name, const std::string& kind,
              const std::optional<std::uint32_t>& limit = std::nullopt);
/// `to` has this hardware address, for ever: nobody need ask.
int add_neighbour(const std::string& name, const sim::Address& to, const HardwareAddress& hardware);

} // namespace rtnetlink

} // namespace live
