#include "sim/export/json.h"

#include "sim/base/assert.h"
#include "sim/export/json_object.h"
#include "sim/export/json_text.h"
#include "sim/export/load_json.h"
#include "sim/export/names.h"
#include "sim/trace/frames.h"

#include <algorithm>
#include <ostream>
#include <string_view>

namespace sim {

namespace {

void add_conversation(JsonObject& object, const Record& record) {
    if (record.conversation != 0) object.add("conn", record.conversation);
}

std::string options_json(const Trace& trace, const Record& sent, const OptionsRow& row) {
    JsonObject object;
    if (row.present.mss) object.add("mss", row.options.mss);
    if (row.present.sack_permitted) object.add_raw("sack_ok", "true");
    if (row.present.window_scale) object.add("wscale", row.options.window_shift);
    if (row.present.timestamps) {
        const RelativeTimestamps stamps = relative_timestamps(trace, sent, row.options);
        object.add_raw("ts",
                       json_array({std::to_string(stamps.value), std::to_string(stamps.echo)}));
    }
    std::vector<std::string> blocks;
    for (const SeqRange& block : relative_sack(trace, sent, row.options))
        blocks.push_back(
            json_array({std::to_string(block.first.raw), std::to_string(block.end.raw)}));
    if (!blocks.empty()) object.add_raw("sack", json_array(blocks));
    return object.empty() ? std::string{} : object.text();
}

std::string segment_json(const Trace& trace, RecordId id) {
    const Record& sent = trace.record(departure_of(trace, id));
    JsonObject object;
    add_conversation(object, sent);
    object.add("from", host_name(trace, sent.host));
    if (const HostId to = peer_of(trace, sent); to != no_host)
        object.add("to", host_name(trace, to));
    object.add("flags", flag_letters(sent.flags)).add("seq", relative_seq(trace, sent));
    if (sent.flags.ack) object.add("ack", relative_ack(trace, sent));
    object.add("len", sent.length).add("win", sent.window);
    if (sent.length != 0 && !counts_frames(trace))
        object.add("payload", base64(payload_of(trace, sent)));
    if (const OptionsRow* const row = options_of(trace, id)) {
        const std::string options = options_json(trace, sent, *row);
        if (!options.empty()) object.add_raw("options", options);
    }
    object.add("seq_raw", sent.seq.raw);
    if (sent.flags.ack) object.add("ack_raw", sent.ack.raw);
    return object.text();
}

std::string state_json(const Record& record) {
    JsonObject object;
    add_conversation(object, record);
    return object.add("from", name_of(static_cast<State>(record.detail)))
        .add("to", name_of(record.state))
        .text();
}

/// A whole number in decimal, as JSON writes one.
bool is_number(std::string_view text) {
    if (!text.empty() && text[0] == '-') text.remove_prefix(1);
    const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    return !text.empty() && (text[0] != '0' || text.size() == 1) && text.size() < 20
           && std::all_of(text.begin(), text.end(), is_digit);
}

std::string call_json(const CallEvent& call) {
    std::vector<std::string> arguments;
    for (const std::string& argument : call.arguments)
        arguments.push_back(is_number(argument) ? argument : json_string(argument));
    JsonObject object;
    object.add("name", call.name)
        .add_raw("args", json_array(arguments))
        .add("phase", name_of(call.phase));
    if (call.result) object.add("result", *call.result);
    if (!call.error.empty()) object.add("errno", call.error);
    return object.text();
}

std::string timer_json(const Record& record, const TimerEvent& timer) {
    JsonObject object;
    add_conversation(object, record);
    object.add("name", name_of(timer.kind)).add("action", name_of(timer.action));
    if (timer.due != never) object.add("due_ns", timer.due.since_start_ns);
    return object.text();
}

std::string change_json(const Record& record, const ChangeEvent& change) {
    JsonObject object;
    add_conversation(object, record);
    return object.add("name", name_of(change.variable))
        .add("before", change.before)
        .add("after", change.after)
        .text();
}

/// The variables of `record.host`'s end as the record left them; empty where its stage did not know
/// them.
std::string variables_json(const Trace& trace, const Record& record) {
    const Variables& known = record.variables;
    if (known == Variables{}) return {};
    const bool frames = counts_frames(trace);
    const auto number = [&](std::uint32_t raw, HostId counted_by) {
        return frames ? raw : relative(trace, record, {raw}, counted_by);
    };
    JsonObject object;
    object.add(name_of(Variable::snd_una), number(known.snd_una, record.host))
        .add(name_of(Variable::snd_nxt), number(known.snd_nxt, record.host))
        .add(name_of(Variable::snd_wnd), known.snd_wnd);
    if (frames || record.state != State::syn_sent) // the peer's numbers are known
        object.add(name_of(Variable::rcv_nxt), number(known.rcv_nxt, peer_of(trace, record)))
            .add(name_of(Variable::rcv_wnd), known.rcv_wnd);
    if (known.cwnd != 0) object.add(name_of(Variable::cwnd), known.cwnd);
    return object.text();
}

std::string icmp_json(const Trace& trace, const Record& record) {
    const IcmpEvent& icmp = trace.icmp.at(record.detail);
    JsonObject object;
    add_conversation(object, record);
    object.add("type", std::uint32_t{icmp.type}).add("code", std::uint32_t{icmp.code});
    if (icmp.mtu != 0) object.add("mtu", std::uint32_t{icmp.mtu});
    return object.add("quoted_seq", relative(trace, record, icmp.quoted, record.host)).text();
}

void add_subject(JsonObject& object, const Trace& trace, RecordId id) {
    const Record& record = trace.record(id);
    switch (record.kind) {
    case RecordKind::dropped:
        object.add("reason", name_of(static_cast<DropReason>(record.detail)));
        [[fallthrough]];
    case RecordKind::sent:
    case RecordKind::received:
    case RecordKind::ignored: object.add_raw("segment", segment_json(trace, id)); return;
    case RecordKind::state: object.add_raw("state", state_json(record)); return;
    case RecordKind::call: object.add_raw("call", call_json(trace.calls.at(record.detail))); return;
    case RecordKind::timer:
        object.add_raw("timer", timer_json(record, trace.timers.at(record.detail)));
        return;
    case RecordKind::change:
        object.add_raw("change", change_json(record, trace.changes.at(record.detail)));
        return;
    case RecordKind::icmp: object.add_raw("icmp", icmp_json(trace, record)); return;
    }
    unreachable();
}

} // namespace

std::string json_of(const Trace& trace, RecordId id) {
    const Record& record = trace.record(id);
    JsonObject object;
    object.add("id", id);
    if (record.cause != 0) object.add("cause", record.cause);
    object.add("t_ns", record.at.since_start_ns)
        .add("host", host_name(trace, record.host))
        .add("kind", name_of(record.kind));
    if (record.rule != Rule::none) object.add("rule", text_of(record.rule).name);
    object.add("provenance", name_of(record.provenance));
    add_subject(object, trace, id);
    if (record.conversation != 0) {
        const std::string variables = variables_json(trace, record);
        if (!variables.empty()) object.add_raw("variables", variables);
    }
    return object.text();
}

void write_json(const Trace& trace, std::ostream& out) {
    const std::vector<QueueSample>& samples = trace.load.samples;
    std::size_t next = 0;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        for (; next < samples.size() && samples[next].at <= trace.record(id).at; ++next)
            out << json_of(trace, samples[next]) << '\n';
        out << json_of(trace, id) << '\n';
    }
    for (; next < samples.size(); ++next)
        out << json_of(trace, samples[next]) << '\n';
    for (const FloodSummary& flood : trace.load.floods)
        out << json_of(trace, flood) << '\n';
}

} // namespace sim
