#pragma once

#include "live/conversations.h"
#include "live/end_view.h"
#include "live/lab.h"
#include "live/run_clock.h"
#include "live/timer_view.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/trace.h"

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace live {

/// What a look at a socket showed, and when. Nothing: there was no socket.
struct Glimpse {
    sim::Time at;
    std::optional<SocketSeen> socket;
};

/// Writes down what happens on the kernel, as it is noticed: packets, calls, and the state each
/// socket is seen in after them. finish() puts it in order of time.
class Capture {
public:
    Capture(const sim::Scenario& scenario, const Lab& lab, const RunClock& clock);

    /// A packet has left `from`. Looks at its sender's socket.
    sim::RecordId sent(sim::Time at, sim::HostId from, const sim::WirePacket& packet,
                       sim::RecordId cause);
    /// The scenario has put this packet on the wire.
    sim::RecordId injected(sim::Time at, const sim::Injection& injection,
                           const sim::WirePacket& packet, sim::RecordId cause);
    /// A flood's source, which lives on `from`'s side of the link, has sent it.
    sim::RecordId sent_by_source(sim::Time at, sim::HostId from, const sim::WirePacket& packet,
                                 sim::RecordId cause);
    /// The packet of record `departure` was for a flood's source, who answers it, or where nobody
    /// is.
    sim::RecordId reached_source(sim::Time at, sim::RecordId departure);
    void reached_nobody(sim::Time at, sim::RecordId departure);
    /// The packet of record `departure` has been handed to the other host's TCP, at `at`. Looks at
    /// the receiver's socket.
    sim::RecordId received(sim::Time at, sim::RecordId departure);
    /// An ICMP message of the scenario has been handed to `host`. Looks at that host's socket.
    sim::RecordId icmp_arrived(sim::Time at, sim::HostId host, const sim::Injection& injection,
                               sim::RecordId cause);
    /// It died on the wire.
    void dropped(sim::Time at, sim::RecordId departure, sim::DropReason reason);
    /// A stepped wire has it already, or had it: this copy goes no further.
    void swallowed(sim::Time at, sim::RecordId departure);
    /// What follows was seen earlier: until look_now(), a look at a socket shows this.
    void look_back(const Glimpse& seen) { seen_earlier_ = seen; }
    void look_now() { seen_earlier_.reset(); }
    /// Looks at this host's socket of the connection of an earlier record.
    void look_again(sim::Time at, sim::RecordId record, sim::HostId host);
    /// The run is being stepped: timers that fire have run on in real time.
    void is_stepped() { timer_fired_ = sim::Rule::kernel_timer_ran_on; }
    /// A program has entered or left a call about `conversation`, 0 where that is not known.
    sim::RecordId call(sim::Time at, sim::HostId host, sim::ConversationId conversation,
                       sim::CallEvent event, sim::RecordId cause);
    /// A socket of `host` listens since `at`.
    void listens(sim::Time at, sim::HostId host, sim::RecordId cause);

    /// The latest record of a segment that reached the connection's end on `host`; 0 when none did.
    [[nodiscard]] sim::RecordId last_arrival(sim::ConversationId id, sim::HostId host) const;

    /// Looks at both sockets of every connection; a change of state is written down.
    void look_around(sim::Time at);
    /// Something is still to come from one of the sockets: a retransmission or a probe.
    [[nodiscard]] bool is_waiting() const { return waiting_; }
    /// No socket is left, not even in TIME-WAIT. Both are as look_around() found them.
    [[nodiscard]] bool is_over() const { return over_; }

    [[nodiscard]] const Conversations& conversations() const { return conversations_; }
    [[nodiscard]] const sim::Trace& trace() const { return trace_; }
    /// The whole trace, in order of time; the capture is then empty.
    sim::Trace finish();

private:
    struct End {
        EndView view;
        TimerView timers;
        sim::RecordId last_arrival{};
        sim::RecordId to_acknowledge{}; ///< the first arrival that no ACK has covered
        sim::RecordId timer_set{};      ///< where the timer it shows was set
    };
    using Ends = std::array<End, host_count>;
    /// What a look at a socket showed.
    struct Seen {
        std::optional<sim::State> state_before; ///< when the state has changed
        std::vector<sim::TimerEvent> timers;    ///< what has changed of them
        bool lives{};
        bool will_send{}; ///< without being asked
    };

    static sim::Record observed(sim::RecordKind kind, sim::Time at, sim::HostId host);
    void note_options(sim::Record& record, const sim::WirePacket& packet);
    void note_urgent(sim::RecordId departure, const sim::WirePacket& packet);
    sim::Record departure_of(sim::Time at, sim::HostId from, const sim::WirePacket& packet);
    [[nodiscard]] SegmentView view_of(const sim::Record& segment) const;
    [[nodiscard]] sim::Record record_of(sim::Time at, sim::ConversationId id,
                                        sim::HostId host) const;
    [[nodiscard]] std::optional<SocketSeen> socket_of(const sim::Record& record) const;
    struct Reason {
        sim::RecordId cause{};
        sim::Rule rule{};
    };
    sim::RecordId put(sim::Time at, sim::ConversationId id, sim::HostId from,
                      const sim::WirePacket& packet, const Reason& why);
    Seen look(sim::Record& record, End& end);
    Seen look_alone(sim::Time at, sim::ConversationId id, sim::HostId host, End& end);
    bool has_socket(const sim::Record& segment);
    void end_of_owner(sim::ConversationId owner, const sim::Record& syn);
    void look_at_owner(sim::ConversationId owner, const sim::Record& segment);
    void append_state(const sim::Record& seen_with, sim::State before, sim::RecordId cause);
    void note_values(sim::RecordId id, EndView& end);

    sim::Record timer_record(const sim::Record& seen_with, const sim::TimerEvent& event);
    void append_timers(const sim::Record& seen_with, const std::vector<sim::TimerEvent>& events,
                       sim::RecordId cause);
    sim::RecordId infer_timer(const sim::Record& sent, End& end);
    sim::RecordId append_inferred(sim::Record record, sim::RecordId cause, sim::Rule rule);

    const Lab& lab_;
    const RunClock& clock_;
    sim::Trace trace_;
    Conversations conversations_{trace_};
    std::map<sim::ConversationId, Ends> ends_;
    std::optional<Glimpse> seen_earlier_;
    bool waiting_{}, over_{true};
    sim::Rule timer_fired_{sim::Rule::kernel_timer_fired}; ///< what is said of one that fires
};

/// The same records in order of time; what was noticed first comes first among equals.
sim::Trace in_order_of_time(sim::Trace trace);

} // namespace live
