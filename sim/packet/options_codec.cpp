#include "sim/packet/options_codec.h"

#include <algorithm>
#include <array>
#include <string>

namespace sim {

namespace {

constexpr std::size_t most_option_bytes = 40;

/// The kinds of RFC 9293 3.2, RFC 7323 and RFC 2018, and the length each has on the wire.
namespace option {
constexpr std::uint8_t end = 0, nop = 1, mss = 2, window_scale = 3, sack_permitted = 4, sack = 5,
                       timestamps = 8;
constexpr std::size_t mss_length = 4, window_scale_length = 3, sack_permitted_length = 2,
                      timestamps_length = 10, sack_block_length = 8;
} // namespace option

void put_timestamps(const Options& options, WireBytes& out) {
    out.insert(out.end(), {option::timestamps, option::timestamps_length});
    put32(out, options.timestamp);
    put32(out, options.timestamp_echo);
}

/// As many blocks as the header still has room for, aligned by two NOPs.
void put_sack(const Options& options, std::size_t room, WireBytes& out) {
    constexpr std::size_t frame = 4;
    const std::size_t asked = std::min<std::size_t>(options.sack_count, Options::most_sack_blocks);
    const std::size_t fitting = room < frame ? 0 : (room - frame) / option::sack_block_length;
    const std::size_t count = std::min(asked, fitting);
    if (count == 0) return;
    out.insert(out.end(), {option::nop, option::nop, option::sack,
                           static_cast<std::uint8_t>(2 + count * option::sack_block_length)});
    for (std::size_t i = 0; i < count; ++i) {
        put32(out, options.sack.at(i).first.raw);
        put32(out, options.sack.at(i).end.raw);
    }
}

void read_mss(WireView value, Segment& segment) {
    segment.present.mss = true;
    segment.options.mss = get16(value, 0);
}

void read_window_scale(WireView value, Segment& segment) {
    segment.present.window_scale = true;
    segment.options.window_shift = value[0];
}

void read_sack_permitted(WireView, Segment& segment) {
    segment.present.sack_permitted = true;
}

void read_timestamps(WireView value, Segment& segment) {
    segment.present.timestamps = true;
    segment.options.timestamp = get32(value, 0);
    segment.options.timestamp_echo = get32(value, 4);
}

/// The header has room for four blocks, and so has Options.
void read_sack(WireView value, Segment& segment) {
    Options& options = segment.options;
    options.sack_count = 0;
    for (std::size_t at = 0; at < value.size(); at += option::sack_block_length) {
        options.sack.at(options.sack_count) = {.first = SeqNum{get32(value, at)},
                                               .end = SeqNum{get32(value, at + 4)}};
        ++options.sack_count;
    }
}

struct KnownOption {
    std::uint8_t kind;
    std::size_t length; ///< kind, length and value; of sack: with one block
    void (*read)(WireView value, Segment& segment);
};

constexpr std::array known_options{
    KnownOption{option::mss, option::mss_length, read_mss},
    KnownOption{option::window_scale, option::window_scale_length, read_window_scale},
    KnownOption{option::sack_permitted, option::sack_permitted_length, read_sack_permitted},
    KnownOption{option::sack, 2 + option::sack_block_length, read_sack},
    KnownOption{option::timestamps, option::timestamps_length, read_timestamps},
};

bool length_fits(const KnownOption& known, std::size_t length) {
    if (known.kind != option::sack) return length == known.length;
    return length >= known.length && (length - known.length) % option::sack_block_length == 0;
}

tl::unexpected<Error> wrong_length(std::uint8_t kind, std::size_t length) {
    return failure("TCP option " + std::to_string(kind) + " has the wrong length "
                   + std::to_string(length));
}

/// Takes one option; `bytes` is its kind, length and value.
Expected<void> read_option(WireView bytes, Segment& segment) {
    for (const KnownOption& known : known_options) {
        if (known.kind != bytes[0]) continue;
        if (!length_fits(known, bytes.size())) return wrong_length(bytes[0], bytes.size());
        known.read(bytes.subspan(2), segment);
    }
    return {};
}

} // namespace

/// The options in Linux's order; SACK-permitted takes the place of the two NOPs before timestamps.
WireBytes encode_options(const Segment& segment) {
    const OptionsPresent present = segment.present;
    const Options& options = segment.options;
    WireBytes out;
    if (present.mss) {
        out.insert(out.end(), {option::mss, option::mss_length});
        put16(out, options.mss);
    }
    if (present.sack_permitted) {
        if (!present.timestamps) out.insert(out.end(), {option::nop, option::nop});
        out.insert(out.end(), {option::sack_permitted, option::sack_permitted_length});
    }
    if (present.timestamps) {
        if (!present.sack_permitted) out.insert(out.end(), {option::nop, option::nop});
        put_timestamps(options, out);
    }
    if (present.window_scale) {
        out.insert(out.end(), {option::nop, option::window_scale, option::window_scale_length,
                               options.window_shift});
    }
    put_sack(options, most_option_bytes - out.size(), out);
    return out;
}

/// RFC 9293 3.2: a list of options that ends with the header or with kind 0.
Expected<void> decode_options(WireView bytes, Segment& segment) {
    while (!bytes.empty() && bytes[0] != option::end) {
        if (bytes[0] == option::nop) {
            bytes = bytes.subspan(1);
            continue;
        }
        const std::size_t length = bytes.size() < 2 ? 0 : bytes[1];
        if (length < 2 || length > bytes.size()) return wrong_length(bytes[0], length);
        if (Expected<void> read = read_option(bytes.first(length), segment); !read) return read;
        bytes = bytes.subspan(length);
    }
    return {};
}

} // namespace sim
