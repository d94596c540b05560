#pragma once

#include "sim/base/scratch.h"
#include "sim/base/time.h"
#include "sim/packet/segment.h"
#include "sim/rule/rule.h"
#include "sim/tcp/profile.h"
#include "sim/tcp/state.h"

#include <cstdint>

namespace sim {

/// What a program may notice.
enum class AppEvent : std::uint8_t {
    none,
    connected,
    readable,
    writable,
    peer_closed,
    refused,
    reset,
    broken_pipe, ///< reset after the peer had closed
    timed_out,
    network_unreachable, ///< ICMP said so
    host_unreachable,
    protocol_unreachable,
    urgent, ///< urgent data is announced, or its byte is here
};

enum class EffectKind : std::uint8_t { sent, moved, told, ignored };

/// One thing an input did, and why. A tag and 12 bytes: segments lie beside it, in Step::segments.
struct Effect {
    EffectKind kind{};
    State from{}, to{};
    AppEvent event{};
    Rule rule{};
    std::uint32_t segment{};
};
static_assert(sizeof(Effect) == 12);

/// What one input did, in order, and what it was done with. The caller owns it and passes it again:
/// cleared, never freed. It is scratch, not state: no part of a World's copy, comparison or digest.
struct Step {
    Time now;
    const Profile* profile{};
    Rule input_rule{}; ///< the clause under which the input was taken
    Rule unmodelled{}; ///< what the model does not know yet and met; none where all is well
    Scratch<Effect> effects;
    Scratch<Segment> segments;

    void send(const Segment& segment, Rule rule) {
        draft() = segment;
        send_draft(rule);
    }
    /// The next segment where it will lie, so that it need not be copied there; it holds anything
    /// as yet. It leaves with `send_draft`, before any other.
    Segment& draft() { return segments.next_place(); }
    void send_draft(Rule rule) {
        effects.push_back({.kind = EffectKind::sent, .rule = rule, .segment = next_segment()});
        segments.push_back_filled();
    }
    void move(State from, State to, Rule rule) {
        effects.push_back({.kind = EffectKind::moved, .from = from, .to = to, .rule = rule});
    }
    void tell(AppEvent event, Rule rule) {
        effects.push_back({.kind = EffectKind::told, .event = event, .rule = rule});
    }
    void ignore(Rule rule) { effects.push_back({.kind = EffectKind::ignored, .rule = rule}); }

    void begin(Time time, const Profile& stack) {
        now = time;
        profile = &stack;
        input_rule = Rule::none;
        effects.clear();
        segments.clear();
    }

private:
    [[nodiscard]] std::uint32_t next_segment() const {
        return static_cast<std::uint32_t>(segments.size());
    }
};

} // namespace sim
