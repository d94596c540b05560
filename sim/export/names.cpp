#include "sim/export/names.h"

#include <array>
#include <cstddef>

namespace sim {

namespace {

template <typename Enum, std::size_t size>
std::string_view chosen(const std::array<std::string_view, size>& names, Enum value) {
    return names.at(static_cast<std::size_t>(value));
}

struct NamedFlag {
    bool set{};
    char letter{};
    std::string_view word;
};

std::array<NamedFlag, 8> named(Flags flags) {
    return {{{flags.syn, 'S', "SYN"},
             {flags.fin, 'F', "FIN"},
             {flags.rst, 'R', "RST"},
             {flags.psh, 'P', "PSH"},
             {flags.ack, 'A', "ACK"},
             {flags.urg, 'U', "URG"},
             {flags.ece, 'E', "ECE"},
             {flags.cwr, 'W', "CWR"}}};
}

} // namespace

std::string_view name_of(RecordKind kind) {
    constexpr std::array<std::string_view, 9> names{
        "sent", "received", "dropped", "ignored", "state", "call", "timer", "change", "icmp"};
    return chosen(names, kind);
}

std::string_view name_of(Provenance provenance) {
    constexpr std::array<std::string_view, 3> names{"model", "observed", "inferred"};
    return chosen(names, provenance);
}

std::string_view name_of(DropReason reason) {
    constexpr std::array<std::string_view, 6> names{"fault",    "random_loss",   "queue_overflow",
                                                    "checksum", "no_connection", "not_sent"};
    return chosen(names, reason);
}

std::string_view name_of(CallPhase phase) {
    constexpr std::array<std::string_view, 2> names{"entered", "returned"};
    return chosen(names, phase);
}

std::string_view name_of(TimerAction action) {
    constexpr std::array<std::string_view, 3> names{"set", "fired", "cancelled"};
    return chosen(names, action);
}

std::string_view host_name(const Trace& trace, HostId host) {
    if (host >= trace.header.hosts.size()) return "?";
    return trace.header.hosts[host].name;
}

std::string flag_letters(Flags flags) {
    std::string letters;
    for (const NamedFlag& flag : named(flags))
        if (flag.set) letters += flag.letter;
    return letters;
}

std::string flag_words(Flags flags) {
    std::string words;
    for (const NamedFlag& flag : named(flags)) {
        if (!flag.set) continue;
        if (!words.empty()) words += ' ';
        words += flag.word;
    }
    return words.empty() ? "-" : words;
}

RelativeTimestamps relative_timestamps(const Trace& trace, const Record& sent,
                                       const Options& options) {
    if (sent.conversation == 0) return {options.timestamp, options.timestamp_echo};
    const Conversation& conversation = trace.conversation(sent.conversation);
    const Side side = conversation.side_of(sent.host);
    const ConversationEnd& own = conversation.end(side);
    const ConversationEnd& other =
        conversation.end(side == Side::opener ? Side::acceptor : Side::opener);
    const bool echoes = sent.flags.ack && other.timestamp_known;
    return {.value = options.timestamp - (own.timestamp_known ? own.first_timestamp : 0),
            .echo = echoes ? options.timestamp_echo - other.first_timestamp : 0};
}

std::vector<SeqRange> relative_sack(const Trace& trace, const Record& sent,
                                    const Options& options) {
    const HostId data_sender = peer_of(trace, sent);
    std::vector<SeqRange> blocks;
    for (std::size_t i = 0; i < options.sack_count; ++i) {
        const SeqRange& block = options.sack.at(i);
        blocks.push_back({.first = {relative(trace, sent, block.first, data_sender)},
                          .end = {relative(trace, sent, block.end, data_sender)}});
    }
    return blocks;
}

std::string milliseconds_text(Duration span) {
    const std::int64_t microseconds = (span.count() + 500) / 1000;
    std::string fraction = std::to_string(microseconds % 1000);
    fraction.insert(0, 3 - fraction.size(), '0');
    return std::to_string(microseconds / 1000) + '.' + fraction;
}

} // namespace sim
