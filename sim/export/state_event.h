#pragma once

#include "sim/rule/rule.h"
#include "sim/tcp/state.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace sim {

/// What can happen to a connection, in the order of RFC 9293 3.10.
enum class StateEvent : std::uint8_t {
    open_passive,
    open_active,
    send,
    receive,
    close,
    abort,
    syn,           ///< SYN alone
    syn_ack,       ///< SYN with an ACK that is acceptable
    ack,           ///< SND.UNA < SEG.ACK =< SND.NXT, nothing else
    bad_ack,       ///< acknowledges what was not sent, or is far too old
    data,          ///< bytes in the receive window
    data_outside,  ///< bytes outside of it
    fin,           ///< a FIN in the receive window
    rst,           ///< SEG.SEQ = RCV.NXT
    rst_in_window, ///< in the receive window, but not at RCV.NXT
    retransmission_timeout,
    user_timeout,
    time_wait_timeout,
};
inline constexpr std::size_t state_event_count = 18;

/// Where an event comes from.
enum class EventSource : std::uint8_t { call, segment, timer };
EventSource source_of(StateEvent event);

/// What comes of an event in a state, in the roughest terms.
enum class StateOutcome : std::uint8_t {
    moves,      ///< another state may follow
    answers,    ///< a segment is sent, the state remains
    acts,       ///< something is done that the peer does not see
    refuses,    ///< the caller gets an error
    drops,      ///< the segment is thrown away without a word
    impossible, ///< it can not happen in this state
};

/// The segment that is sent.
enum class StateReply : std::uint8_t { none, syn, syn_ack, ack, data, fin, rst };

/// What RFC 9293 says about an event in a state.
struct StateAnswer {
    State state{};
    StateEvent event{};
    StateOutcome outcome{};
    StateReply reply{};
    State next{};  ///< the state that follows
    State other{}; ///< the one that follows under the condition the sentences name; else as `next`
    std::string_view clause; ///< "3.10.7.4, fourth; RFC 5961 4.2"; without a document RFC 9293's
    std::string_view english, chinese;
};

/// The answer to `event` in `state`.
const StateAnswer& answer_to(State state, StateEvent event);
/// All of them, event by event.
std::span<const StateAnswer> all_state_answers();

/// One or two sentences.
std::string_view sentences_of(const StateAnswer& answer, Language language);
/// "RFC 9293 3.10.7.4, fourth; RFC 5961 4.2", in Chinese "RFC 9293 3.10.7.4 第四步; RFC 5961 4.2"
std::string clause_of(const StateAnswer& answer, Language language);
/// Where the first section that the clause names can be read.
std::string link_of(const StateAnswer& answer);

/// "SYN-ACK", "FIN": an event as a table's row names it; "OPEN" and the like stay English.
std::string_view name_of(StateEvent event, Language language);

} // namespace sim
