#pragma once

#include "sim/base/seq_num.h"
#include "sim/base/time.h"
#include "sim/packet/segment.h"
#include "sim/rule/rule.h"
#include "sim/tcp/state.h"

#include <cstdint>

namespace sim {

/// A record's number in its trace, from 1; 0 stands for none.
using RecordId = std::uint32_t;
/// A connection's number in its trace, from 1 by the departure of its first SYN; 0 stands for none.
using ConversationId = std::uint32_t;
/// A host's place in the scenario's list, from 0.
using HostId = std::uint8_t;
inline constexpr HostId no_host = 0xff;

enum class RecordKind : std::uint8_t {
    sent,     ///< `host` put a segment on the wire
    received, ///< the segment of record `cause` reached `host`
    dropped,  ///< the segment of record `cause`, sent by `host`, died; detail: DropReason
    ignored,  ///< `host` received the segment of record `cause` and did nothing; `rule` says why
    state,    ///< a connection of `host` moved to `state`; detail: the State it left
    call,     ///< a program on `host` entered or left a call; detail: place in Trace::calls
    timer,    ///< a timer of `host`; detail: place in Trace::timers
    change,   ///< a variable changed without a segment; detail: place in Trace::changes
    icmp,     ///< an ICMP message about the connection reached `host`; detail: place in Trace::icmp
};

/// How the stage came to know a record.
enum class Provenance : std::uint8_t { model, observed, inferred };

enum class DropReason : std::uint8_t {
    fault,          ///< a [[fault]] of the scenario asked for it
    random_loss,    ///< link.loss
    queue_overflow, ///< link.queue was full
    checksum,       ///< the receiver found it damaged
    no_connection,  ///< nobody had this port, and no answer is due
    not_sent,       ///< it never left: a script has expected it here
};

/// The variables every record carries, as its input left them: a change is the difference to the
/// previous record of the same connection and host. Sequence variables are raw.
struct Variables {
    std::uint32_t snd_una{}, snd_nxt{}, snd_wnd{};
    std::uint32_t rcv_nxt{}, rcv_wnd{};
    std::uint32_t cwnd{}; ///< bytes

    bool operator==(const Variables&) const = default;
};

/// One line of the story.
struct Record {
    Time at{};
    RecordId cause{}; ///< the earlier record that led to this one
    Rule rule{};
    RecordKind kind : 5 {};
    Provenance provenance : 3 {};
    HostId host{};
    ConversationId conversation{};
    std::uint32_t detail{}; ///< by kind; for `sent` the place in Trace::options plus 1, 0 without
    // The segment, for sent, received, dropped and ignored.
    SeqNum seq{}, ack{};
    std::uint32_t length{}; ///< bytes of payload
    std::uint16_t window{}; ///< as on the wire
    Flags flags{};
    State state{}; ///< of the host's end after the input
    Variables variables{};

    bool operator==(const Record&) const = default;
};
static_assert(sizeof(Record) == 64);

} // namespace sim
