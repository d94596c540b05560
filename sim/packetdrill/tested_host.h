#pragma once

#include "sim/base/expected.h"
#include "sim/packet/segment.h"
#include "sim/packetdrill/endpoint_socket.h"
#include "sim/packetdrill/script.h"
#include "sim/rule/rule.h"
#include "sim/tcp/icmp_error.h"
#include "sim/tcp/profile.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sim::packetdrill {

/// The addresses of a segment's path: the tested host's own, and the script's.
inline constexpr AddressId own_address = 0, peer_address = 1;

/// The port of a bind() or connect() that names none.
inline constexpr std::uint16_t default_port = 8080;

/// A segment that the tested host has put on the wire.
struct Departed {
    Time at{};
    Segment segment{};
    std::uint32_t udp_bytes{};   ///< a datagram of so many bytes, instead of a segment
    std::uint8_t tos{}, ttl{64}; ///< of its IP header
    /// Its options as they stood on a real wire; absent: those of `segment` in the profile's order.
    std::optional<std::vector<TcpOption>> options{};
};

/// A segment of the script's on its way to the tested host, in the host's numbers.
struct Arriving {
    Segment segment{};
    std::vector<TcpOption> options{}; ///< as the script writes them, which `segment` can not hold
    IpFields ip{};
};

/// The host that a script tests, as the player and its caller see it: a clock, a wire, the settings
/// of a shell, and the calls of a program. Endpoint is the model's, in virtual time; the folder
/// `live` has one with real sockets, on the real clock.
class TestedHost {
public:
    TestedHost() = default;
    TestedHost(const TestedHost&) = delete;
    TestedHost& operator=(const TestedHost&) = delete;
    virtual ~TestedHost() = default;

    // Its clock.
    /// The shell has made its settings, and the script begins: this is its time 0.
    virtual void begin() = 0;
    [[nodiscard]] virtual Time now() const = 0;
    /// Lets time pass until something may have happened, at the latest until `limit`. False when
    /// nothing will happen until then, or `limit` is here.
    virtual bool advance(Time limit) = 0;
    /// Lets time pass.
    virtual void run_until(Time time) = 0;

    // Its wire. What it has sent, in order:
    std::deque<Departed> departed;
    virtual void deliver(const Arriving& arriving) = 0;
    /// An ICMP message arrives about a segment that went along `path`.
    virtual void deliver_icmp(const Path& path, const IcmpError& error) = 0;
    /// A datagram arrives for the last socket that takes any.
    virtual void deliver_udp(std::uint32_t bytes) = 0;
    /// The path of the newest connection, as the host sees it, where the host has opened it.
    [[nodiscard]] virtual std::optional<Path> active_path() const = 0;

    // The shell of the script. An Error for a setting that is not played; false for a command that
    // sets nothing.
    virtual Expected<bool> apply(const Command& command) = 0;
    /// A counter of the kernel's ("TcpExtBeyondWindow"); nothing for one that is not known.
    [[nodiscard]] virtual std::optional<std::int64_t> counter(const std::string& name) const = 0;
    /// How many sockets show this state ("TIME-WAIT"); nothing where that is not known.
    [[nodiscard]] virtual std::optional<std::int64_t> sockets_in(std::string_view state) const = 0;
    /// Puts an end to all TIME-WAITs; false where that can not be done.
    virtual bool drop_time_wait() = 0;
    /// The stack, as far as settings have made it.
    [[nodiscard]] virtual const Profile& profile() const = 0;

    // What programs call; the errors are errno's names.
    virtual SocketNumber call_socket(bool datagram) = 0;
    /// An address, where one is given, must be the host's own.
    virtual CallOutcome call_bind(SocketNumber number, const std::optional<Address>& address,
                                  std::uint16_t port) = 0;
    virtual CallOutcome call_listen(SocketNumber number, std::uint32_t backlog) = 0;
    virtual CallOutcome call_accept(SocketNumber number) = 0;
    /// Sends the SYN; later calls tell what became of it. The peer's own address, unless `to` is
    /// given.
    virtual CallOutcome call_connect(SocketNumber number, const std::optional<Address>& to,
                                     std::uint16_t port) = 0;
    /// `queued` counts the bytes that earlier tries of the same call have taken.
    virtual CallOutcome call_send(SocketNumber number, std::uint32_t bytes, std::int64_t flags,
                                  std::uint32_t& queued) = 0;
    virtual CallOutcome call_recv(SocketNumber number, std::uint32_t bytes, std::int64_t flags) = 0;
    virtual CallOutcome call_shutdown(SocketNumber number, std::int64_t how) = 0;
    virtual CallOutcome call_close(SocketNumber number) = 0;
    /// SIOCINQ, FIONREAD or SIOCOUTQ; nothing for another request.
    [[nodiscard]] virtual std::optional<std::int64_t> ask(SocketNumber number,
                                                          std::string_view request) const = 0;
    /// What the control message TCP_CM_INQ of the last recv() said (tcp(7), TCP_INQ): the bytes
    /// that are left, or 1 where only the end of the stream is.
    [[nodiscard]] virtual std::int64_t left_to_read(SocketNumber number) const = 0;
    /// The value of an option; nothing for one that is not played.
    [[nodiscard]] virtual std::optional<std::int64_t> option(SocketNumber number,
                                                             const std::string& name) = 0;
    virtual std::optional<CallOutcome> set_option(SocketNumber number, const std::string& name,
                                                  std::int64_t value) = 0;
    virtual void set_linger(SocketNumber number, bool on, std::int64_t seconds) = 0;
    /// SO_ERROR: the error that waits, which is then forgotten.
    virtual std::string take_error(SocketNumber number) = 0;
    /// POLLIN and so on, as poll(2) would show them.
    [[nodiscard]] virtual std::uint32_t readiness(SocketNumber number) const = 0;
    /// A field of TCP_INFO; nothing for one that is not known.
    [[nodiscard]] virtual std::optional<std::int64_t> tcp_info(SocketNumber number,
                                                               std::string_view field) const = 0;

    [[nodiscard]] virtual bool is_open(SocketNumber number) const = 0;
    [[nodiscard]] virtual bool listens(SocketNumber number) const = 0;
    [[nodiscard]] virtual bool is_nonblocking(SocketNumber number) const = 0;
    virtual void set_nonblocking(SocketNumber number, bool nonblocking) = 0;

    // epoll(7).
    virtual PollNumber call_epoll_create() = 0;
    /// Watches the socket for these events, anew; nothing: no more.
    virtual void watch(PollNumber poll, SocketNumber number,
                       const std::optional<std::uint32_t>& events) = 0;
    /// The events of the next socket that has any; 0 when none has.
    virtual std::uint32_t call_epoll_wait(PollNumber poll) = 0;

    // Its trace.
    /// The program makes a call or hears of its end: what follows is its doing.
    virtual void note_call(const CallEvent& call, SocketNumber number) = 0;
    /// A packet that the script expected on its newest connection, and that did not leave.
    virtual void note_missing(const Segment& segment) = 0;
    [[nodiscard]] virtual const Trace& trace() const = 0;
    /// The rules under which anything was taken or done, calls and ICMP included.
    [[nodiscard]] virtual const std::set<Rule>& rules() const = 0;
};

} // namespace sim::packetdrill
