#pragma once

#include "sim/base/digest.h"
#include "sim/packet/address_table.h"
#include "sim/packet/byte_stream.h"
#include "sim/trace/load.h"
#include "sim/trace/record.h"
#include "sim/trace/record_store.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sim {

/// The two ends of a conversation.
enum class Side : std::uint8_t { opener, acceptor };

/// One end of a conversation, as far as the trace has seen it.
struct ConversationEnd {
    HostId host{no_host};
    Endpoint endpoint{};
    bool initial_known{}; ///< its SYN has been seen
    SeqNum initial{};     ///< its initial sequence number; relative numbers count from it
    bool timestamp_known{};
    std::uint32_t first_timestamp{};
    std::uint8_t window_shift{};
    ByteStream stream{}; ///< the bytes it sent; byte 0 has relative sequence number 1

    bool operator==(const ConversationEnd&) const = default;
};

/// A TCP connection (or a refused attempt at one) as it looks from outside.
struct Conversation {
    std::array<ConversationEnd, 2> ends; ///< opener first

    [[nodiscard]] const ConversationEnd& end(Side side) const {
        return ends.at(static_cast<std::size_t>(side));
    }
    [[nodiscard]] ConversationEnd& end(Side side) {
        return ends.at(static_cast<std::size_t>(side));
    }
    /// The side that `host` plays.
    [[nodiscard]] Side side_of(HostId host) const {
        return ends[0].host == host ? Side::opener : Side::acceptor;
    }

    bool operator==(const Conversation&) const = default;
};

enum class CallPhase : std::uint8_t { entered, returned };

/// A program's call, as it was made or as it came back.
struct CallEvent {
    std::string name;                   ///< "recv"
    std::vector<std::string> arguments; ///< as the program wrote them; numbers in decimal
    CallPhase phase{};
    std::uint16_t program{};            ///< place in TraceHeader::programs
    std::uint16_t line{};               ///< the program's line, from 0
    std::optional<std::int64_t> result; ///< only when it returned; -1 with `error`
    std::string error;                  ///< "ECONNREFUSED"; empty when it went well

    bool operator==(const CallEvent&) const = default;
};

enum class TimerAction : std::uint8_t { set, fired, cancelled };

struct TimerEvent {
    TimerKind kind{};
    TimerAction action{};
    Time due{};

    bool operator==(const TimerEvent&) const = default;
};

/// Everything of a connection that a snapshot may show. Units: bytes, sequence numbers raw,
/// times in nanoseconds, unless the name says otherwise.
enum class Variable : std::uint8_t {
    snd_una,
    snd_nxt,
    snd_wnd,
    snd_wl1,
    snd_wl2,
    iss,
    rcv_nxt,
    rcv_wnd,
    irs,
    mss,
    cwnd,
    ssthresh,
    srtt_ns,
    rttvar_ns,
    rto_ns,
    backoff,
    unsent,
    in_flight,
    unread,
    out_of_order,
    retransmissions,
};
inline constexpr std::size_t variable_count = 21;

/// "snd.una", "rcv.wnd", "rto" and so on: the RFC's spelling where it has one.
std::string_view name_of(Variable variable);

struct ChangeEvent {
    Variable variable{};
    std::int64_t before{}, after{};

    bool operator==(const ChangeEvent&) const = default;
};

/// What an observed stage learnt of a connection with a record (a model's run has none: it
/// replays).
struct Observation {
    RecordId record{};
    Variable variable{};
    std::int64_t value{};

    bool operator==(const Observation&) const = default;
};

/// The bytes of a segment that are not its sender's: somebody else put it on the wire.
struct ForeignBytes {
    RecordId departure{};
    std::string bytes;

    bool operator==(const ForeignBytes&) const = default;
};

/// What an ICMP message told (RFC 792).
struct IcmpEvent {
    std::uint8_t type{}, code{};
    std::uint16_t mtu{}; ///< of "fragmentation needed", else 0
    SeqNum quoted{};     ///< the sequence number of the segment it is about

    bool operator==(const IcmpEvent&) const = default;
};

/// Where the urgent data of a segment with URG ends, counted from its number (RFC 9293 3.1).
struct UrgentPointer {
    RecordId departure{};
    std::uint16_t ahead{};

    bool operator==(const UrgentPointer&) const = default;
};

struct TraceHost {
    std::string name;
    Address address;

    bool operator==(const TraceHost&) const = default;
};

/// A fact about where the trace comes from: {"kernel", "6.18.44"}, {"hz", "250"}, a sysctl.
struct Fact {
    std::string name, value;

    bool operator==(const Fact&) const = default;
};

struct TraceHeader {
    std::string scenario; ///< its name
    std::string profile;  ///< "linux"
    std::string topology; ///< "wire" or "loopback"
    Provenance stage{};   ///< model or observed
    std::uint64_t seed{};
    Duration link_delay{}; ///< one way
    std::vector<TraceHost> hosts;
    std::vector<std::string> programs; ///< their names
    std::vector<Fact> environment;
    bool deadline_reached{}; ///< the run was ended by its limit

    bool operator==(const TraceHeader&) const = default;
};

/// The story of a run: what both stages write and every view reads. Append-only.
struct Trace {
    TraceHeader header;
    AddressTable addresses;
    std::vector<Conversation> conversations; ///< ConversationId 1 is the first
    RecordStore records;                     ///< RecordId 1 is the first
    std::vector<OptionsRow> options;
    std::vector<CallEvent> calls;
    std::vector<TimerEvent> timers;
    std::vector<ChangeEvent> changes;
    std::vector<Observation> observations; ///< in order of their records
    std::vector<ForeignBytes> foreign;     ///< in order of their records
    Load load;
    std::vector<IcmpEvent> icmp;
    std::vector<UrgentPointer> urgent; ///< in order of their records

    [[nodiscard]] const Record& record(RecordId id) const { return records[id - 1]; }
    [[nodiscard]] RecordId last() const { return static_cast<RecordId>(records.size()); }
    RecordId append(const Record& record) {
        records.push_back(record);
        return last();
    }
    [[nodiscard]] const Conversation& conversation(ConversationId id) const {
        return conversations.at(id - 1);
    }

    bool operator==(const Trace&) const = default;
};

/// The record that put the segment of `record` (sent, received, dropped, ignored) on the wire.
RecordId departure_of(const Trace& trace, RecordId record);
/// The options of a segment's record; null when it has none.
const OptionsRow* options_of(const Trace& trace, RecordId record);
/// The hosts between which the segment of a record travels.
HostId sender_of(const Trace& trace, const Record& record);
HostId receiver_of(const Trace& trace, const Record& record);
/// The host at the other end of a segment's record.
HostId peer_of(const Trace& trace, const Record& record);
/// Sequence numbers as a reader sees them (SYN = 0), by the initial number of the side that `host`
/// plays; raw where that is not known.
std::uint32_t relative(const Trace& trace, const Record& record, SeqNum number, HostId counted_by);
std::uint32_t relative_seq(const Trace& trace, const Record& record);
std::uint32_t relative_ack(const Trace& trace, const Record& record);
/// The urgent pointer of a segment's record; 0 without URG.
std::uint16_t urgent_pointer_of(const Trace& trace, RecordId record);
/// The bytes a segment's record carries.
std::string payload_of(const Trace& trace, const Record& record);

} // namespace sim
