#include "sim/trace/wire_facts.h"

#include <algorithm>

namespace sim {

namespace {

std::string letters(Flags flags) {
    std::string text;
    if (flags.syn) text += 'S';
    if (flags.fin) text += 'F';
    if (flags.rst) text += 'R';
    if (flags.psh) text += 'P';
    if (flags.ack) text += 'A';
    if (flags.urg) text += 'U';
    if (flags.ece) text += 'E';
    if (flags.cwr) text += 'W';
    return text.empty() ? "none" : text;
}

/// Stands for every number before the connection's first: of an earlier connection, whose numbers
/// are each stage's own.
constexpr std::uint32_t of_earlier_connection = 0xffffffff;

/// A relative number as both stages can tell it, counted from the first of `host`.
std::uint32_t comparable(const Trace& trace, const Record& record, std::uint32_t relative,
                         HostId host) {
    const bool outside = record.conversation == 0 || relative == 0;
    if (outside) return relative;
    const Conversation& conversation = trace.conversation(record.conversation);
    const bool known = conversation.end(conversation.side_of(host)).initial_known;
    return !known || static_cast<std::int32_t>(relative) < 0 ? of_earlier_connection : relative;
}

std::string shown(std::uint32_t value) {
    return value == of_earlier_connection ? "of an earlier connection" : std::to_string(value);
}

std::string shown(const std::vector<SeqRange>& blocks) {
    if (blocks.empty()) return "none";
    std::string text;
    for (const SeqRange block : blocks)
        text += (text.empty() ? "" : " ") + shown(block.first.raw) + "-" + shown(block.end.raw);
    return text;
}

std::string shown(bool present) {
    return present ? "present" : "absent";
}

/// Collects what differs, field by field.
class Differences {
public:
    template <typename Value>
    void check(const char* field, const Value& model, const Value& kernel) {
        if (model == kernel) return;
        if (!text_.empty()) text_ += ", ";
        text_ += std::string(field) + " " + shown(model) + " against " + shown(kernel);
    }
    void check(const char* field, Flags model, Flags kernel) {
        if (model == kernel) return;
        if (!text_.empty()) text_ += ", ";
        text_ += std::string(field) + " " + letters(model) + " against " + letters(kernel);
    }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

std::vector<SeqRange> relative_blocks(const Trace& trace, const Record& record,
                                      const Options& options) {
    std::vector<SeqRange> blocks;
    const HostId peer = peer_of(trace, record);
    for (std::size_t i = 0; i < options.sack_count; ++i) {
        const SeqRange block = options.sack.at(i);
        blocks.push_back({.first = {relative(trace, record, block.first, peer)},
                          .end = {relative(trace, record, block.end, peer)}});
    }
    return blocks;
}

WireFacts facts_of(const Trace& trace, RecordId id) {
    const Record& record = trace.record(id);
    WireFacts facts;
    facts.record = id;
    facts.flags = record.flags;
    facts.seq = comparable(trace, record, relative_seq(trace, record), record.host);
    facts.ack = record.flags.ack
                    ? comparable(trace, record, relative_ack(trace, record), peer_of(trace, record))
                    : 0;
    facts.length = record.length;
    facts.window = record.window;
    facts.urgent_pointer = record.flags.urg ? urgent_pointer_of(trace, id) : std::uint16_t{0};
    if (const OptionsRow* const row = options_of(trace, id)) {
        facts.present = row->present;
        facts.mss = row->present.mss ? row->options.mss : std::uint16_t{0};
        facts.window_shift =
            row->present.window_scale ? row->options.window_shift : std::uint8_t{0};
        facts.sack = relative_blocks(trace, record, row->options);
    }
    return facts;
}

} // namespace

std::vector<WireFacts> segments_sent(const Trace& trace, ConversationId conversation, Side side) {
    std::vector<WireFacts> segments;
    const HostId host = trace.conversation(conversation).end(side).host;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.conversation != conversation || record.host != host) continue;
        if (record.kind == RecordKind::sent) segments.push_back(facts_of(trace, id));
        if (record.kind != RecordKind::dropped) continue;
        const auto sent =
            std::find_if(segments.rbegin(), segments.rend(),
                         [&](const WireFacts& facts) { return facts.record == record.cause; });
        if (sent != segments.rend()) sent->dropped = true;
    }
    return segments;
}

bool is_pure_ack(const WireFacts& segment) {
    return segment.length == 0 && segment.flags == Flags{.ack = true};
}

const WireFacts* first_covering(const std::vector<WireFacts>& sent, std::uint32_t ack) {
    const auto found = std::find_if(sent.begin(), sent.end(), [&](const WireFacts& other) {
        return other.flags.ack && other.ack >= ack;
    });
    return found == sent.end() ? nullptr : &*found;
}

bool is_same_segment(const WireFacts& a, const WireFacts& b) {
    return a.flags == b.flags && a.seq == b.seq && a.ack == b.ack && a.length == b.length;
}

std::string difference(const WireFacts& model, const WireFacts& kernel) {
    Differences differences;
    differences.check("flags", model.flags, kernel.flags);
    differences.check("seq", model.seq, kernel.seq);
    differences.check("ack", model.ack, kernel.ack);
    differences.check("length", model.length, kernel.length);
    differences.check("window", model.window, kernel.window);
    differences.check("urgent pointer", std::uint32_t{model.urgent_pointer},
                      std::uint32_t{kernel.urgent_pointer});
    differences.check("MSS", std::uint32_t{model.mss}, std::uint32_t{kernel.mss});
    differences.check("window scale", bool{model.present.window_scale},
                      bool{kernel.present.window_scale});
    differences.check("window shift", std::uint32_t{model.window_shift},
                      std::uint32_t{kernel.window_shift});
    differences.check("SACK-permitted", bool{model.present.sack_permitted},
                      bool{kernel.present.sack_permitted});
    differences.check("timestamps", bool{model.present.timestamps},
                      bool{kernel.present.timestamps});
    differences.check("SACK blocks", model.sack, kernel.sack);
    differences.check("lost on the link", model.dropped, kernel.dropped);
    return differences.text();
}

std::string in_short(const WireFacts& facts) {
    std::string text = letters(facts.flags) + " seq " + shown(facts.seq);
    if (facts.flags.ack) text += " ack " + shown(facts.ack);
    return text + " len " + shown(facts.length);
}

} // namespace sim
