#include "sim/export/pcapng.h"

#include "sim/export/narration.h"
#include "sim/packet/codec.h"
#include "sim/packet/options_codec.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace sim {

namespace {

constexpr std::uint16_t linktype_raw = 101; // the packet begins with its IP header
constexpr std::uint32_t byte_order_magic = 0x1a2b3c4d;

enum class BlockType : std::uint32_t {
    section_header = 0x0a0d0d0a,
    interface_description = 1,
    enhanced_packet = 6,
};

/// Options by their number, which depends on the block they stand in.
constexpr std::uint16_t end_of_options = 0;
constexpr std::uint16_t comment = 1;
constexpr std::uint16_t interface_name = 2;
constexpr std::uint16_t packet_flags = 2;
constexpr std::uint16_t section_application = 4;
constexpr std::uint16_t time_resolution = 9;

constexpr std::uint32_t outbound = 2;
constexpr char nanoseconds = 9; // the unit is ten to the power of minus nine

/// The content of a block, which its length surrounds.
class Block {
public:
    Block& put16(std::uint16_t value) { return put(value, 2); }
    Block& put32(std::uint32_t value) { return put(value, 4); }
    /// The bytes, filled up to a multiple of four.
    Block& put_padded(std::string_view bytes) {
        content_ += bytes;
        content_.resize((content_.size() + 3) / 4 * 4);
        return *this;
    }
    Block& put_option(std::uint16_t number, std::string_view value) {
        constexpr std::size_t longest = 0xffff;
        const std::string_view kept = value.substr(0, longest);
        put16(number).put16(static_cast<std::uint16_t>(kept.size()));
        return put_padded(kept);
    }
    void append_to(std::string& file, BlockType type) {
        put16(end_of_options).put16(0);
        constexpr std::uint32_t frame = 12; // type, and the length before and behind
        const auto length = static_cast<std::uint32_t>(content_.size() + frame);
        Block whole;
        whole.put32(static_cast<std::uint32_t>(type)).put32(length);
        whole.content_ += content_;
        whole.put32(length);
        file += whole.content_;
    }

private:
    Block& put(std::uint64_t value, int bytes) {
        for (; bytes > 0; --bytes, value >>= 8U)
            content_ += static_cast<char>(value & 0xffU);
        return *this;
    }

    std::string content_;
};

void add_section(std::string& file, const TraceHeader& header) {
    Block block;
    block.put32(byte_order_magic).put16(1).put16(0); // version 1.0
    block.put32(0xffffffff).put32(0xffffffff);       // the section's length is not told
    block.put_option(comment, header.scenario + ", " + header.profile + ", " + header.topology);
    block.put_option(section_application, "TCP Theater");
    block.append_to(file, BlockType::section_header);
}

void add_interface(std::string& file, const TraceHost& host) {
    Block block;
    block.put16(linktype_raw).put16(0).put32(0); // packets are never cut
    block.put_option(interface_name, host.name);
    block.put_option(time_resolution, std::string_view(&nanoseconds, 1));
    block.append_to(file, BlockType::interface_description);
}

/// A sent segment as it stood on the wire.
WirePacket packet_of(const Trace& trace, RecordId id) {
    constexpr std::size_t most = 0xffff;
    constexpr std::size_t fixed_headers = 40;
    const Record& sent = trace.record(id);
    const Conversation& conversation = trace.conversation(sent.conversation);
    const Side side = conversation.side_of(sent.host);
    const Side other = side == Side::opener ? Side::acceptor : Side::opener;
    const Path path{.local = conversation.end(side).endpoint,
                    .remote = conversation.end(other).endpoint};
    WirePacket packet{.source = trace.addresses.at(path.local.address),
                      .destination = trace.addresses.at(path.remote.address),
                      .segment = {.path = path,
                                  .seq = sent.seq,
                                  .ack = sent.ack,
                                  .window = sent.window,
                                  .flags = sent.flags},
                      .bytes = payload_of(trace, sent)};
    packet.segment.urgent_pointer = urgent_pointer_of(trace, id);
    if (const OptionsRow* const row = options_of(trace, id)) {
        packet.segment.present = row->present;
        packet.segment.options = row->options;
    }
    const std::size_t room = most - fixed_headers - encode_options(packet.segment).size();
    packet.bytes.resize(std::min<std::size_t>(sent.length, room));
    packet.segment.payload.length = static_cast<std::uint32_t>(packet.bytes.size());
    return packet;
}

class CaptureWriter {
public:
    CaptureWriter(const Trace& trace, Language language)
        : trace_(trace),
          language_(language),
          narrator_(trace, language),
          lost_(trace.records.size() + 1),
          packets_sent_(trace.header.hosts.size()) {
        for (RecordId id = 1; id <= trace.last(); ++id)
            if (trace.record(id).kind == RecordKind::dropped) lost_[trace.record(id).cause] = id;
    }

    std::string write() {
        std::string file;
        add_section(file, trace_.header);
        for (const TraceHost& host : trace_.header.hosts)
            add_interface(file, host);
        for (RecordId id = 1; id <= trace_.last(); ++id) {
            const Record& record = trace_.record(id);
            if (record.kind == RecordKind::sent && record.conversation != 0) add_packet(file, id);
        }
        return file;
    }

private:
    void add_packet(std::string& file, RecordId id) {
        WirePacket packet = packet_of(trace_, id);
        if (packet.source.family != packet.destination.family) return;
        const Record& sent = trace_.record(id);
        packet.identification = ++packets_sent_[sent.host];
        const std::vector<std::uint8_t> bytes = encode(packet);
        const auto time = static_cast<std::uint64_t>(sent.at.since_start_ns);
        const auto length = static_cast<std::uint32_t>(bytes.size());
        Block block;
        block.put32(sent.host);
        block.put32(static_cast<std::uint32_t>(time >> 32U))
            .put32(static_cast<std::uint32_t>(time));
        block.put32(length).put32(length);
        block.put_padded(std::string(bytes.begin(), bytes.end()));
        block.put_option(comment, comment_on(id));
        block.put_option(packet_flags, std::string{outbound, 0, 0, 0});
        block.append_to(file, BlockType::enhanced_packet);
    }

    /// What the segment does, what became of it when it was lost, and the rule behind it.
    [[nodiscard]] std::string comment_on(RecordId id) const {
        const Record& sent = trace_.record(id);
        std::string text = narrator_.tell(id);
        if (lost_[id] != 0) text += '\n' + narrator_.tell(lost_[id]);
        if (sent.rule != Rule::none)
            text +=
                '\n' + clause_of(sent.rule) + ": " + std::string(sentence_of(sent.rule, language_));
        return text;
    }

    const Trace& trace_;
    Language language_;
    Narrator narrator_;
    std::vector<RecordId> lost_; ///< by departure
    std::vector<std::uint16_t> packets_sent_;
};

} // namespace

std::string encode_pcapng(const Trace& trace, Language language) {
    return CaptureWriter(trace, language).write();
}

} // namespace sim
