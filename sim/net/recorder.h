#pragma once

#include "sim/net/stage.h"
#include "sim/tcp/connection.h"
#include "sim/trace/trace.h"

#include <cstdint>

namespace sim {

/// What a recorder is asked to keep.
enum class TraceLevel : std::uint8_t {
    off,      ///< nothing is written or counted
    segments, ///< segments, states and time-outs; for bulk runs
    full,     ///< calls and each setting of a timer too; for scenarios
};

/// Where a record comes from: the record that led to it and the rule.
struct Cause {
    RecordId record{};
    Rule rule{};
    ConversationId conversation{};
};

/// Turns what happens in a World into records. Without a trace it counts them, so that a replay
/// gives every record the number it had.
class Recorder {
public:
    Recorder(TraceLevel level, Trace* trace) : level_(level), trace_(trace) {}

    [[nodiscard]] bool is_on() const { return level_ != TraceLevel::off; }
    [[nodiscard]] bool is_full() const { return level_ == TraceLevel::full; }
    [[nodiscard]] Trace* trace() { return trace_; }

    /// Writes `record` as number `last` + 1, which it returns; 0 when nothing is kept.
    RecordId write(const Record& record, RecordId last) {
        if (level_ == TraceLevel::off) return 0;
        if (trace_ != nullptr) trace_->append(record);
        return last + 1;
    }

    /// A record of default values, to be filled in where it lies: number `last` + 1 when anything
    /// is kept.
    Record& add() { return trace_ != nullptr ? trace_->records.emplace_back() : unread_; }

    /// A connection's first SYN leaves.
    void open_conversation(const Segment& syn, std::uint8_t from);
    /// A flood's SYN leaves; `source` is where it claims to come from, `from` the host on whose
    /// side of the link it enters.
    void open_flood_conversation(const Segment& syn, std::uint8_t from, const Address& source);
    /// A segment leaves: the place of its options for Record::detail, and what the trace learns.
    std::uint32_t departs(const Segment& segment, ConversationId conversation, std::uint8_t from);
    void add_bytes(ConversationId conversation, std::uint8_t from, const ByteStream& bytes,
                   std::uint64_t offset, std::uint64_t count);
    /// The bytes of a segment that its supposed sender has not written.
    void add_foreign(RecordId departure, const ByteStream& bytes);
    /// The segment of a departure points to urgent data.
    void add_urgent(RecordId departure, const Segment& segment);
    std::uint32_t add_icmp(const IcmpEvent& icmp);
    std::uint32_t add_call(const CallEvent& call);
    std::uint32_t add_timer(const TimerEvent& timer);
    std::uint32_t add_change(const ChangeEvent& change);

private:
    TraceLevel level_;
    Trace* trace_;
    Record unread_; ///< where a record goes that is only counted
};

/// The six variables every record carries.
Variables watched(const Connection& connection);
/// The segment's fields of a record, and the connection's as it is now.
void fill(Record& record, const Segment& segment);
void fill(Record& record, const Connection& connection);

} // namespace sim
