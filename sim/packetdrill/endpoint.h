#pragma once

#include "sim/packet/address_table.h"
#include "sim/packetdrill/endpoint_socket.h"
#include "sim/packetdrill/script_trace.h"
#include "sim/tcp/connection.h"
#include "sim/tcp/profile.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace sim::packetdrill {

/// A segment that the endpoint has put on the wire.
struct Departed {
    Time at{};
    Segment segment{};
    std::uint32_t udp_bytes{};   ///< a datagram of so many bytes, instead of a segment
    std::uint8_t tos{}, ttl{64}; ///< of its IP header
};

/// A connection where the Endpoint keeps it.
struct EndpointSlot {
    Connection connection{};
    SocketNumber listener{no_socket}; ///< whose queue it came to
    AppEvent error{};                 ///< until the program hears of it
    ConversationId conversation{};    ///< in the trace
};

/// The host under test: sockets, connections and a virtual clock; what it sends lies in
/// `departed`. The script is its peer and its program. (A World has two hosts, a link and programs
/// that are fixed before they run; a script has none of these.)
class Endpoint {
public:
    explicit Endpoint(Profile profile) : profile_(profile) {}

    /// The addresses that packets are to have: the host's own, and the peer's.
    void set_addresses(const Address& own, const Address& peer);

    [[nodiscard]] Time now() const { return now_; }
    /// When the next timer goes off; never, when none is set.
    [[nodiscard]] Time next_deadline() const;
    /// Lets time pass; timers that are due until then go off.
    void run_until(Time time);
    /// A segment arrives now.
    void deliver(const Segment& segment);
    /// An ICMP message arrives about a segment that went along `path`.
    void deliver_icmp(const Path& path, const IcmpError& error);
    /// A datagram arrives for the last socket that takes any.
    void deliver_udp(std::uint32_t bytes);

    /// The program makes a call or hears of its end: what follows is its doing.
    void note_call(const CallEvent& call, SocketNumber number);
    /// A packet that the script expected on its newest connection, and that did not leave.
    void note_missing(const Segment& segment);
    /// The rules under which anything was taken or done, calls and ICMP included.
    [[nodiscard]] const std::set<Rule>& rules() const { return rules_; }
    [[nodiscard]] const Trace& trace() const { return trace_.trace(); }

    // What programs call; the errors are errno's names.
    SocketNumber call_socket(bool datagram);
    /// An address, where one is given, must be the host's own.
    CallOutcome call_bind(SocketNumber number, const std::optional<Address>& address,
                          std::uint16_t port);
    CallOutcome call_listen(SocketNumber number, std::uint32_t backlog);
    CallOutcome call_accept(SocketNumber number);
    /// Sends the SYN; later calls tell what became of it. The peer's own address, unless `to` is
    /// given.
    CallOutcome call_connect(SocketNumber number, const std::optional<Address>& to,
                             std::uint16_t port);
    /// `queued` counts the bytes that earlier tries of the same call have taken.
    CallOutcome call_send(SocketNumber number, std::uint32_t bytes, std::int64_t flags,
                          std::uint32_t& queued);
    CallOutcome call_recv(SocketNumber number, std::uint32_t bytes, std::int64_t flags);
    CallOutcome call_shutdown(SocketNumber number, std::int64_t how);
    CallOutcome call_close(SocketNumber number);
    void set_options(SocketNumber number, const SocketOptions& options);
    [[nodiscard]] const SocketOptions& options(SocketNumber number) const;

    /// The socket, or null when it is closed or never was.
    [[nodiscard]] EndpointSocket* socket(SocketNumber number);
    [[nodiscard]] Connection* connection_of(SocketNumber number);
    /// SO_ERROR: the error that waits, which is then forgotten.
    std::string take_error(SocketNumber number);
    [[nodiscard]] bool has_error(SocketNumber number) const;
    /// EPOLLIN and so on, as poll(2) would show them.
    [[nodiscard]] std::uint32_t readiness(SocketNumber number) const;
    [[nodiscard]] const std::vector<EndpointSlot>& slots() const { return slots_; }
    void drop_time_wait();
    /// What Linux counts of segments that it does not take: BeyondWindow, TCPZeroWindowDrop,
    /// TCPRcvQDrop; nothing for another name.
    [[nodiscard]] std::optional<std::int64_t> counter(const std::string& name) const;
    /// From now on what leaves is lost in the host, or no more.
    void lose_outbound(bool loses) { loses_outbound_ = loses; }

    [[nodiscard]] const Profile& profile() const { return profile_; }
    [[nodiscard]] Profile& profile() { return profile_; }

    std::deque<Departed> departed;

private:
    using SlotNumber = std::uint32_t;

    void commit(SlotNumber slot);
    void note(SlotNumber slot, AppEvent event);
    void leave_syn_queue(SlotNumber slot);
    void depart(SlotNumber slot, const Segment& segment, Rule rule);
    [[nodiscard]] Subject subject_of(SlotNumber slot) const;
    SlotNumber new_passive_slot(const Segment& syn);
    void arrive(SlotNumber slot, const Segment& segment);
    [[nodiscard]] SlotNumber slot_of(const Path& path) const;
    [[nodiscard]] EndpointSocket* listener_at(std::uint16_t port);
    void count(const Connection& connection, const Segment& segment);
    bool make_way(SlotNumber slot, const Segment& segment);
    void deliver_to_listener(EndpointSocket& listener, const Segment& segment,
                             const Predecessor* predecessor);
    void refuse(const Segment& segment, bool listens);
    void ignore(const Segment& segment, Rule rule);
    void fire_timers_due();
    [[nodiscard]] bool is_open_for_sending(SlotNumber slot) const;
    void close_listener(EndpointSocket& socket);
    SlotNumber new_slot(Opening opening);
    std::uint16_t next_port();

    Profile profile_;
    Address own_{}, peer_{};
    ScriptTrace trace_{};
    RecordId cause_{}; ///< of what happens now
    std::set<Rule> rules_{};
    Time now_{};
    Step step_;
    std::vector<EndpointSocket> sockets_{};
    std::vector<EndpointSlot> slots_{};
    bool loses_outbound_{};
    std::int64_t beyond_window_{}, zero_window_drops_{};
    std::uint16_t last_port_{49151};
};

/// Not CLOSED, nor back in LISTEN.
bool is_alive(const Connection& connection);

} // namespace sim::packetdrill
