#include "sim/packetdrill/packet_text.h"

namespace sim::packetdrill {

namespace {

using Kind = TcpOption::Kind;

/// Which options leave together, and how they are padded (Linux tcp_options_write).
void add_syn_options(const Segment& segment, std::vector<TcpOption>& list) {
    const Options& options = segment.options;
    const OptionsPresent& present = segment.present;
    if (present.mss) list.push_back({.kind = Kind::mss, .value = options.mss});
    if (present.timestamps) {
        if (present.sack_permitted) {
            list.push_back({.kind = Kind::sack_ok});
        } else {
            list.push_back({.kind = Kind::nop});
            list.push_back({.kind = Kind::nop});
        }
        list.push_back(
            {.kind = Kind::timestamps, .value = options.timestamp, .echo = options.timestamp_echo});
    } else if (present.sack_permitted) {
        list.push_back({.kind = Kind::nop});
        list.push_back({.kind = Kind::nop});
        list.push_back({.kind = Kind::sack_ok});
    }
    if (!present.window_scale) return;
    list.push_back({.kind = Kind::nop});
    list.push_back({.kind = Kind::wscale, .value = options.window_shift});
}

/// FreeBSD pads each option to where it is to begin, and the end with EOL (tcp_addoptions()).
class BsdOptions {
public:
    void add(TcpOption option, std::size_t bytes, std::size_t unit, std::size_t place) {
        while (length_ % unit != place)
            put({.kind = Kind::nop}, 1);
        put(std::move(option), bytes);
    }
    std::vector<TcpOption> finish() {
        while (length_ % 4 != 0)
            put({.kind = Kind::eol}, 1);
        return std::move(list_);
    }

private:
    void put(TcpOption option, std::size_t bytes) {
        list_.push_back(std::move(option));
        length_ += bytes;
    }
    std::vector<TcpOption> list_;
    std::size_t length_{};
};

std::vector<TcpOption> bsd_options_of(const Segment& segment) {
    const Options& options = segment.options;
    BsdOptions list;
    if (segment.present.mss) list.add({.kind = Kind::mss, .value = options.mss}, 4, 4, 0);
    if (segment.present.window_scale)
        list.add({.kind = Kind::wscale, .value = options.window_shift}, 3, 2, 1);
    if (segment.present.sack_permitted) list.add({.kind = Kind::sack_ok}, 2, 2, 0);
    if (segment.present.timestamps)
        list.add(
            {.kind = Kind::timestamps, .value = options.timestamp, .echo = options.timestamp_echo},
            10, 4, 2);
    if (options.sack_count != 0) {
        TcpOption sack{.kind = Kind::sack};
        for (std::size_t i = 0; i < options.sack_count; ++i)
            sack.sack.push_back(options.sack.at(i));
        list.add(std::move(sack), 2 + std::size_t{8} * options.sack_count, 4, 2);
    }
    return list.finish();
}

char letter(bool flag, char name) {
    return flag ? name : '\0';
}

std::string flags_text(const TcpPacket& packet) {
    const Flags& flags = packet.flags;
    std::string text;
    for (const char one : {letter(flags.syn, 'S'), letter(flags.fin, 'F'), letter(flags.psh, 'P'),
                           letter(flags.rst, 'R'), letter(flags.ack, '.'), letter(flags.urg, 'U'),
                           letter(flags.ece, 'E'), letter(flags.cwr, 'W')})
        if (one != '\0') text += one;
    return text.empty() ? "-" : text;
}

std::string option_text(const TcpOption& option) {
    switch (option.kind) {
    case Kind::eol: return "eol";
    case Kind::nop: return "nop";
    case Kind::mss: return "mss " + std::to_string(option.value);
    case Kind::wscale: return "wscale " + std::to_string(option.value);
    case Kind::sack_ok: return "sackOK";
    case Kind::timestamps:
        return "TS val " + std::to_string(option.value) + " ecr " + std::to_string(option.echo);
    case Kind::other: return "kind " + std::to_string(option.value);
    case Kind::sack: break;
    }
    std::string text = "sack";
    for (const SeqRange& block : option.sack)
        text += " " + std::to_string(block.first.raw) + ":" + std::to_string(block.end.raw);
    return text;
}

} // namespace

std::vector<TcpOption> options_of(const Segment& segment, const Profile& profile) {
    if (profile.name == ProfileName::freebsd) return bsd_options_of(segment);
    std::vector<TcpOption> list;
    if (segment.flags.syn) {
        add_syn_options(segment, list);
    } else if (segment.present.timestamps) {
        list = {{.kind = Kind::nop},
                {.kind = Kind::nop},
                {.kind = Kind::timestamps,
                 .value = segment.options.timestamp,
                 .echo = segment.options.timestamp_echo}};
    }
    if (segment.options.sack_count == 0) return list;
    TcpOption sack{.kind = Kind::sack};
    for (std::size_t i = 0; i < segment.options.sack_count; ++i)
        sack.sack.push_back(segment.options.sack.at(i));
    list.push_back({.kind = Kind::nop});
    list.push_back({.kind = Kind::nop});
    list.push_back(std::move(sack));
    return list;
}

TcpPacket packet_of(const Segment& segment, const Numbers& numbers, const Profile& profile) {
    TcpPacket packet{.way = Way::out, .flags = segment.flags};
    packet.seq = numbers.written(segment.seq);
    packet.length = segment.payload.length;
    packet.end = packet.seq + packet.length;
    if (segment.flags.ack) packet.ack = segment.ack.raw;
    packet.window = segment.window;
    packet.urgent = segment.urgent_pointer;
    packet.options = options_of(segment, profile);
    for (TcpOption& option : *packet.options)
        if (option.kind == Kind::timestamps) option.value = numbers.written_timestamp(option.value);
    return packet;
}

std::string to_text(const std::vector<TcpOption>& options) {
    std::string text;
    for (const TcpOption& option : options)
        text += (text.empty() ? "" : ",") + option_text(option);
    return "<" + text + ">";
}

std::string to_text(const TcpPacket& packet) {
    std::string text = flags_text(packet) + " " + std::to_string(packet.seq) + ":"
                       + std::to_string(packet.end) + "(" + std::to_string(packet.length) + ")";
    if (packet.any_seq) text = flags_text(packet) + " ...(" + std::to_string(packet.length) + ")";
    if (packet.is_absolute) text += "!";
    if (packet.ack) text += " ack " + std::to_string(*packet.ack);
    if (packet.window) text += " win " + std::to_string(*packet.window);
    if (packet.flags.urg && packet.urgent) text += " urg " + std::to_string(*packet.urgent);
    if (!packet.options) return text + " <...>";
    return packet.options->empty() ? text : text + " " + to_text(*packet.options);
}

std::string seconds_text(Duration span) {
    const std::int64_t us = span.count() / 1000;
    std::string parts = std::to_string((us < 0 ? -us : us) % 1'000'000);
    parts.insert(0, 6 - parts.size(), '0');
    return (us < 0 ? "-" : "") + std::to_string((us < 0 ? -us : us) / 1'000'000) + "." + parts;
}

std::string to_text(const Value& value) {
    if (value.kind == Value::Kind::wildcard) return "...";
    if (value.kind == Value::Kind::number) return std::to_string(value.number);
    if (value.kind == Value::Kind::text) return value.text;
    std::string inside;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (i != 0) inside += ", ";
        if (value.kind == Value::Kind::fields) inside += value.names.at(i) + "=";
        inside += to_text(value.items[i]);
    }
    return value.kind == Value::Kind::fields ? "{" + inside + "}" : "[" + inside + "]";
}

} // namespace sim::packetdrill
