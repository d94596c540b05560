#include "sim/export/ladder_labels.h"

#include "sim/base/assert.h"
#include "sim/export/frame_narration.h"
#include "sim/export/names.h"
#include "sim/export/phrase.h"
#include "sim/trace/frames.h"

#include <algorithm>
#include <array>

namespace sim {

namespace {

constexpr std::size_t longest_quote = 20;

void add(std::string& list, const std::string& item) {
    if (!list.empty()) list += ", ";
    list += item;
}

bool is_readable(char letter) {
    return letter >= ' ' && letter <= '~';
}

} // namespace

std::string segment_label(const Trace& trace, RecordId departure) {
    const Record& sent = trace.record(departure);
    if (counts_frames(trace)) return frame_label(sent);
    std::string label;
    if (trace.conversations.size() > 1 && sent.conversation != 0)
        label = '[' + std::to_string(sent.conversation) + "] ";
    label += flag_words(sent.flags);
    label += " seq=" + std::to_string(relative_seq(trace, sent));
    if (sent.flags.ack) label += " ack=" + std::to_string(relative_ack(trace, sent));
    if (sent.length != 0) label += " len=" + std::to_string(sent.length);
    if (sent.flags.urg) label += " urg=" + std::to_string(urgent_pointer_of(trace, departure));
    return label + " win=" + std::to_string(sent.window);
}

namespace {

/// RFC 792, RFC 1122 3.2.2.1 and RFC 1812 5.2.7.1.
std::string icmp_words(const IcmpEvent& icmp) {
    constexpr std::uint8_t unreachable = 3, quench = 4, exceeded = 11, problem = 12;
    constexpr std::array<std::string_view, 5> codes{"net unreachable", "host unreachable",
                                                    "protocol unreachable", "port unreachable",
                                                    "fragmentation needed"};
    switch (icmp.type) {
    case unreachable:
        if (icmp.code < codes.size()) return std::string(codes.at(icmp.code));
        return "unreachable, code " + std::to_string(icmp.code);
    case quench: return "source quench";
    case exceeded: return "time exceeded";
    case problem: return "parameter problem";
    }
    return "type " + std::to_string(icmp.type);
}

} // namespace

std::string icmp_label(const Trace& trace, RecordId record) {
    const Record& told = trace.record(record);
    const IcmpEvent& icmp = trace.icmp.at(told.detail);
    std::string label = "ICMP " + icmp_words(icmp);
    if (icmp.mtu != 0) label += ", mtu " + std::to_string(icmp.mtu);
    return label + " about seq=" + std::to_string(relative(trace, told, icmp.quoted, told.host));
}

std::string options_label(const Trace& trace, RecordId departure) {
    const OptionsRow* const row = options_of(trace, departure);
    if (row == nullptr) return {};
    const Record& sent = trace.record(departure);
    std::string label;
    if (row->present.mss) add(label, "mss " + std::to_string(row->options.mss));
    if (row->present.sack_permitted) add(label, "sackOK");
    if (row->present.timestamps && sent.flags.syn) add(label, "timestamps");
    if (row->present.window_scale)
        add(label, "window scale " + std::to_string(row->options.window_shift));
    for (const SeqRange& block : relative_sack(trace, sent, row->options))
        add(label, "SACK " + std::to_string(block.first.raw) + '-' + std::to_string(block.end.raw));
    return label;
}

std::string payload_label(const Trace& trace, RecordId departure) {
    const Record& sent = trace.record(departure);
    if (sent.length == 0 || sent.length > longest_quote) return {};
    const std::string bytes = payload_of(trace, sent);
    if (bytes.empty() || !std::all_of(bytes.begin(), bytes.end(), is_readable)) return {};
    return '"' + bytes + '"';
}

std::string call_label(const CallEvent& call) {
    std::string arguments;
    for (const std::string& argument : call.arguments)
        add(arguments, argument);
    return call.name + '(' + arguments + ')';
}

std::string result_label(const CallEvent& call) {
    std::string label = call.result ? std::to_string(*call.result) : std::string{};
    if (!call.error.empty()) label += (label.empty() ? "" : " ") + call.error;
    return label;
}

std::string_view timer_label(TimerKind kind, Language language) {
    constexpr std::array<Phrase, timer_kinds> phrases{{{"retransmission timer", "重传定时器"},
                                                       {"delayed ACK timer", "延迟确认定时器"},
                                                       {"persist timer", "坚持定时器"},
                                                       {"keep-alive timer", "保活定时器"},
                                                       {"TIME-WAIT timer", "TIME-WAIT 定时器"},
                                                       {"FIN-WAIT-2 timer", "FIN-WAIT-2 定时器"},
                                                       {"loss probe timer", "丢失探测定时器"},
                                                       {"reordering timer", "乱序定时器"},
                                                       {"pacing timer", "发送节奏定时器"}}};
    const Phrase& phrase = phrases.at(static_cast<std::size_t>(kind));
    return in(language, phrase.english, phrase.chinese);
}

std::string_view loss_label(DropReason reason, Language language) {
    switch (reason) {
    case DropReason::fault:
    case DropReason::random_loss:
    case DropReason::queue_overflow: return in(language, "lost", "丢失");
    case DropReason::checksum: return in(language, "damaged", "受损");
    case DropReason::no_connection: return in(language, "nobody there", "无此连接");
    case DropReason::not_sent: return in(language, "expected", "预期");
    }
    unreachable();
}

std::string span_label(Duration span) {
    const std::string milliseconds = milliseconds_text(span);
    if (span < std::chrono::seconds{1}) return milliseconds + " ms";
    const Duration rounded = span + std::chrono::microseconds{500};
    const std::int64_t whole = rounded / std::chrono::milliseconds{1};
    std::string fraction = std::to_string(whole % 1000);
    fraction.insert(0, 3 - fraction.size(), '0');
    return std::to_string(whole / 1000) + '.' + fraction + " s";
}

} // namespace sim
