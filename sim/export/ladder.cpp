#include "sim/export/ladder.h"

#include "sim/base/assert.h"
#include "sim/export/columns.h"
#include "sim/export/ladder_labels.h"
#include "sim/export/ladder_rows.h"
#include "sim/export/names.h"
#include "sim/export/narration.h"
#include "sim/export/phrase.h"
#include "sim/export/segment_facts.h"
#include "sim/export/utf8.h"

#include <algorithm>
#include <ostream>

namespace sim {

namespace {

constexpr std::size_t width = 100;
constexpr std::size_t time_width = 9;
constexpr std::size_t state_width = 12;
/// Between the lifelines: what two times, two states, two lifelines and four gaps leave.
constexpr std::size_t lane_width = width - 2 * (time_width + state_width + 1 + 2);
constexpr Duration shortest_silence = std::chrono::milliseconds{100};
constexpr int silent_delays = 10; ///< a silence is also longer than so many link delays

std::string without_trailing_blanks(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

/// A line between the lifelines, with what stands beside them.
std::string line_of(const LadderSide& left, std::string_view lane, const LadderSide& right) {
    const auto time = [](const LadderSide& side) {
        return side.at ? milliseconds_text(*side.at - Time{}) : std::string{};
    };
    const auto state = [](const LadderSide& side) {
        return side.state ? name_of(*side.state) : std::string_view{};
    };
    std::string line = right_aligned(time(left), time_width) + ' ';
    line += left_aligned(state(left), state_width) + " |";
    line += left_aligned(lane, lane_width) + "| ";
    line += left_aligned(state(right), state_width) + ' ';
    return without_trailing_blanks(line + right_aligned(time(right), time_width));
}

enum class Place : std::uint8_t { left, right };

Place place_of(HostId host) {
    return host == 0 ? Place::left : Place::right;
}

/// A text beside its host's lifeline.
std::string beside(Place place, const std::string& text) {
    const std::string cut = fitted(text, lane_width - 2);
    return place == Place::left ? ' ' + cut : right_aligned(cut + ' ', lane_width);
}

std::string dashes(std::size_t count) {
    std::string line(count, '-');
    return line;
}

/// "--LABEL------->" from left to right, "<-------LABEL--" from right to left.
std::string arrow(Place from, const std::string& label, std::string_view head) {
    const std::string text = fitted(label, lane_width - 4 - display_width(head));
    const std::size_t rest = lane_width - 2 - display_width(text) - display_width(head);
    if (from == Place::left) return dashes(2) + text + dashes(rest) + std::string(head);
    return std::string(head) + dashes(rest) + text + dashes(2);
}

class LadderWriter {
public:
    LadderWriter(const Trace& trace, LadderOptions options, std::ostream& out)
        : trace_(trace),
          options_(options),
          out_(out),
          facts_(trace),
          narrator_(trace, options.language) {}

    void write() {
        write_head();
        const std::vector<LadderRow> rows = ladder_rows(trace_);
        RecordId told = 0;
        for (const LadderRow& row : rows) {
            explain_until(told, begin_of(row) - 1);
            write_silence_before(row);
            write_row(row);
        }
        explain_until(told, trace_.last());
        if (trace_.header.deadline_reached)
            out_ << in(options_.language, "The run was ended by its limit.\n",
                       "运行达到时限而结束。\n");
    }

private:
    [[nodiscard]] static RecordId begin_of(const LadderRow& row) {
        return row.is_copy ? row.end : row.record;
    }

    void write_head() {
        const TraceHeader& header = trace_.header;
        const bool is_model = header.stage == Provenance::model;
        std::string stage(is_model ? in(options_.language, "model", "模型")
                                   : in(options_.language, "real kernel", "真实内核"));
        for (const Fact& fact : header.environment)
            if (fact.name == "kernel") stage += ' ' + fact.value;
        out_ << header.scenario << " | " << stage << " | " << header.profile << " | "
             << header.topology << " | "
             << said(options_.language, {"{0} one way", "单程时延 {0}"},
                     {span_label(header.link_delay)})
             << "\n\n";
        const auto host_text = [&](HostId host) {
            if (host >= header.hosts.size()) return std::string{};
            return header.hosts[host].name + ' ' + to_text(header.hosts[host].address);
        };
        const std::size_t half = width / 2;
        const std::string left = right_aligned("ms", time_width) + ' ' + host_text(0);
        const std::string right = host_text(1) + ' ' + right_aligned("ms", time_width);
        out_ << left_aligned(left, half) << right_aligned(right, half) << '\n';
    }

    /// A long time in which nothing happened takes one line.
    void write_silence_before(const LadderRow& row) {
        const Time begins = trace_.record(begin_of(row)).at;
        const Duration silence = begins - latest_;
        if (silence >= std::max(shortest_silence, silent_delays * trace_.header.link_delay)) {
            const std::string text =
                said(options_.language, {"~ ~ ~  {0} pass  ~ ~ ~", "~ ~ ~  经过 {0}  ~ ~ ~"},
                     {span_label(silence)});
            const std::size_t before = (lane_width - display_width(text)) / 2;
            out_ << line_of({}, std::string(before, ' ') + text, {}) << '\n';
        }
        for (const LadderSide& side : {row.left, row.right})
            if (side.at) latest_ = std::max(latest_, *side.at);
    }

    void write_row(const LadderRow& row) {
        const HostId host = trace_.record(row.record).host;
        const Place place = place_of(host);
        std::string lane;
        switch (row.kind) {
        case LadderRowKind::arrow: lane = arrow_of(row, place); break;
        case LadderRowKind::call: lane = beside(place, named(host) + call_of(row)); break;
        case LadderRowKind::timer: lane = beside(place, named(host) + timer_of(row)); break;
        case LadderRowKind::state: lane = beside(place, named(host)); break;
        case LadderRowKind::icmp:
            lane = beside(place, named(host) + "* " + icmp_label(trace_, row.record));
            break;
        }
        out_ << line_of(row.left, lane, row.right) << '\n';
        if (row.kind != LadderRowKind::arrow || row.is_copy) return;
        const std::string options = options_label(trace_, row.record);
        if (!options.empty()) out_ << line_of({}, beside(place, " <" + options + '>'), {}) << '\n';
    }

    /// Hosts beyond the second stand right as well, each row with the name.
    [[nodiscard]] std::string named(HostId host) const {
        return host < 2 ? std::string{} : std::string(host_name(trace_, host)) + ": ";
    }

    [[nodiscard]] std::string arrow_of(const LadderRow& row, Place place) const {
        const std::string head = head_of(row, place);
        const std::string label = segment_label(trace_, row.record) + remark_on(row);
        const std::string quote = payload_label(trace_, row.record);
        const std::string both = quote.empty() ? label : label + ' ' + quote;
        const bool fits = display_width(both) + display_width(head) + 4 <= lane_width;
        return arrow(place, fits ? both : label, head);
    }

    [[nodiscard]] std::string remark_on(const LadderRow& row) const {
        std::string remark;
        if (row.is_copy)
            remark = in(options_.language, " (copy)", "（副本）");
        else if (trace_.record(row.record).rule == Rule::wire_injected)
            remark = in(options_.language, " (injected)", "（注入）");
        else if (facts_.is_again(row.record))
            remark = in(options_.language, " (again)", "（重传）");
        if (row.end != 0 && trace_.record(row.end).rule == Rule::textbook_mistaken_frame)
            remark += in(options_.language, " (mistaken)", "（误认）");
        if (row.is_ignored) remark += in(options_.language, " (ignored)", "（忽略）");
        return remark;
    }

    /// How an arrow ends: it arrives, dies on its way, or is still under way.
    [[nodiscard]] std::string head_of(const LadderRow& row, Place place) const {
        if (row.end == 0) return " ";
        const Record& end = trace_.record(row.end);
        if (end.kind != RecordKind::dropped) return place == Place::left ? ">" : "<";
        const std::string reason(
            loss_label(static_cast<DropReason>(end.detail), options_.language));
        return place == Place::left ? "X " + reason + "   " : "   " + reason + " X";
    }

    [[nodiscard]] std::string call_of(const LadderRow& row) const {
        const CallEvent& made = trace_.calls.at(trace_.record(row.record).detail);
        if (made.phase == CallPhase::returned) return call_label(made) + " = " + result_label(made);
        if (row.end == 0) return call_label(made) + (made.name == "sleep" ? "" : " ...");
        return call_label(made) + " = "
               + result_label(trace_.calls.at(trace_.record(row.end).detail));
    }

    [[nodiscard]] std::string timer_of(const LadderRow& row) const {
        const TimerEvent& timer = trace_.timers.at(trace_.record(row.record).detail);
        return "* " + std::string(timer_label(timer.kind, options_.language))
               + std::string(in(options_.language, " fires", "到期"));
    }

    /// The sentences of the records after `told` up to `last`.
    void explain_until(RecordId& told, RecordId last) {
        if (options_.explanations == Explanations::without) return;
        for (; told < last; ++told)
            explain(told + 1);
    }

    void explain(RecordId id) {
        constexpr std::size_t indent = 6;
        const Record& record = trace_.record(id);
        std::string text = narrator_.tell(id);
        if (record.rule != Rule::none)
            text += " [" + clause_of(record.rule) + "] "
                    + std::string(sentence_of(record.rule, options_.language));
        std::string number = right_aligned('#' + std::to_string(id), indent - 1) + ' ';
        for (const std::string& line : wrapped(text, width - indent)) {
            out_ << number << line << '\n';
            number.assign(indent, ' ');
        }
    }

    const Trace& trace_;
    LadderOptions options_;
    std::ostream& out_;
    SegmentFacts facts_;
    Narrator narrator_;
    Time latest_;
};

} // namespace

void write_ladder(const Trace& trace, LadderOptions options, std::ostream& out) {
    LadderWriter(trace, options, out).write();
}

} // namespace sim
