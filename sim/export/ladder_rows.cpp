#include "sim/export/ladder_rows.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <utility>

namespace sim {

namespace {

constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

/// Rows being made from the records in their order.
class RowMaker {
public:
    explicit RowMaker(const Trace& trace)
        : trace_(trace),
          row_of_(trace.records.size() + 1, nowhere),
          open_calls_(trace.header.programs.size(), nowhere) {}

    std::vector<LadderRow> make() {
        for (RecordId id = 1; id <= trace_.last(); ++id)
            take(id);
        return std::move(rows_);
    }

private:
    void take(RecordId id) {
        const Record& record = trace_.record(id);
        switch (record.kind) {
        case RecordKind::sent: begin(LadderRowKind::arrow, id); return;
        case RecordKind::received: arrive(id); return;
        case RecordKind::dropped: rows_[row_of_[record.cause]].end = id; return;
        case RecordKind::ignored: ignore(id); return;
        case RecordKind::state: change_state(id); return;
        case RecordKind::call: take_call(id); return;
        case RecordKind::timer:
            if (trace_.timers.at(record.detail).action == TimerAction::fired)
                begin(LadderRowKind::timer, id);
            return;
        case RecordKind::icmp: begin(LadderRowKind::icmp, id); return;
        case RecordKind::change: return;
        }
        unreachable();
    }

    LadderRow& begin(LadderRowKind kind, RecordId id) {
        const Record& record = trace_.record(id);
        row_of_[id] = rows_.size();
        latest(record.host) = rows_.size();
        LadderRow& row = rows_.emplace_back(LadderRow{.kind = kind, .record = id});
        row.side(record.host).at = record.at;
        return row;
    }

    void arrive(RecordId id) {
        const Record& record = trace_.record(id);
        std::size_t place = row_of_[record.cause];
        if (rows_[place].end != 0) { // the row shows another copy's arrival
            place = rows_.size();
            rows_.push_back(
                {.kind = LadderRowKind::arrow, .record = record.cause, .is_copy = true});
        }
        row_of_[id] = place;
        rows_[place].end = id;
        rows_[place].side(record.host).at = record.at;
        latest(record.host) = place;
    }

    /// Some stages write that a segment arrived and that it was ignored, others the latter alone.
    void ignore(RecordId id) {
        const RecordId cause = trace_.record(id).cause;
        if (trace_.record(cause).kind == RecordKind::sent) arrive(id);
        const std::size_t place =
            row_of_[trace_.record(cause).kind == RecordKind::sent ? id : cause];
        rows_[place].is_ignored = true;
    }

    /// A new state stands in the row that brought it, when that is its host's latest one.
    void change_state(RecordId id) {
        const Record& record = trace_.record(id);
        const std::size_t place = latest(record.host);
        const bool fits = place != nowhere && rows_[place].side(record.host).at == record.at
                          && !rows_[place].side(record.host).state;
        LadderRow& row = fits ? rows_[place] : begin(LadderRowKind::state, id);
        row.side(record.host).state = record.state;
    }

    /// A call that comes back before the peer could have had a say takes one row.
    void take_call(RecordId id) {
        const CallEvent& call = trace_.calls.at(trace_.record(id).detail);
        if (call.phase == CallPhase::entered) {
            open_calls_.at(call.program) = rows_.size();
            begin(LadderRowKind::call, id);
            return;
        }
        const std::size_t place = std::exchange(open_calls_.at(call.program), nowhere);
        if (place != nowhere && is_at_once(rows_[place].record, id)) {
            rows_[place].end = id;
            return;
        }
        if (call.name != "sleep" || !call.error.empty()) begin(LadderRowKind::call, id);
    }

    [[nodiscard]] bool is_at_once(RecordId entered, RecordId returned) const {
        constexpr Duration longest = std::chrono::milliseconds{2};
        const Duration waited = trace_.record(returned).at - trace_.record(entered).at;
        return waited <= std::min(longest, trace_.header.link_delay / 4);
    }

    std::size_t& latest(HostId host) { return latest_.at(host == 0 ? 0 : 1); }

    const Trace& trace_;
    std::vector<LadderRow> rows_;
    std::vector<std::size_t> row_of_;     ///< by departure and arrival
    std::vector<std::size_t> open_calls_; ///< by program: the row of the call it is in
    std::array<std::size_t, 2> latest_{nowhere, nowhere};
};

} // namespace

std::vector<LadderRow> ladder_rows(const Trace& trace) {
    return RowMaker(trace).make();
}

} // namespace sim
