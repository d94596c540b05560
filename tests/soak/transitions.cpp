#include "tests/soak/transitions.h"

#include <algorithm>
#include <array>
#include <utility>

namespace soak {

namespace {

using namespace sim;

/// RFC 9293 3.3.2, figure 5, without the ways to CLOSED.
constexpr std::array<std::pair<State, State>, 17> figure_5{{
    {State::closed, State::listen},
    {State::closed, State::syn_sent},
    {State::listen, State::syn_sent},
    {State::listen, State::syn_received},
    {State::syn_sent, State::syn_received},
    {State::syn_sent, State::established},
    {State::syn_received, State::listen}, // a reset: note 1 below the figure
    {State::syn_received, State::established},
    {State::syn_received, State::fin_wait_1},
    {State::established, State::fin_wait_1},
    {State::established, State::close_wait},
    {State::fin_wait_1, State::fin_wait_2},
    {State::fin_wait_1, State::closing},
    {State::fin_wait_2, State::time_wait},
    {State::closing, State::time_wait},
    {State::close_wait, State::last_ack},
    {State::fin_wait_1, State::time_wait}, // note 2 below the figure
}};

struct End {
    Rule rule;
    std::array<State, 8> from; ///< filled up with the last one
};

template <typename... States>
constexpr End end(Rule rule, States... states) {
    End made{rule, {}};
    std::size_t place = 0;
    ((made.from.at(place++) = states), ...);
    for (; place < made.from.size(); ++place)
        made.from.at(place) = made.from.at(place - 1);
    return made;
}

/// How a connection may become CLOSED: figure 5's own ways, and resets, aborts and giving up.
constexpr std::array ends{
    end(Rule::rfc9293_3_10_4_close, State::syn_sent),
    end(Rule::rfc9293_3_10_7_4_ack_of_fin, State::last_ack),
    end(Rule::rfc9293_3_10_8_time_wait, State::time_wait),
    end(Rule::rfc6191_2_time_wait_reused, State::time_wait, State::fin_wait_2),
    end(Rule::rfc9293_3_10_7_3_reset, State::syn_sent),
    end(Rule::rfc9293_3_10_7_4_reset, State::syn_received, State::established, State::fin_wait_1,
        State::fin_wait_2, State::close_wait, State::closing, State::last_ack, State::time_wait),
    end(Rule::rfc9293_3_10_5_abort, State::syn_sent, State::established, State::fin_wait_1,
        State::fin_wait_2, State::close_wait, State::closing, State::last_ack, State::time_wait),
    end(Rule::rfc2525_2_17_close_unread, State::established, State::fin_wait_1, State::fin_wait_2,
        State::close_wait, State::closing, State::last_ack),
    end(Rule::rfc9293_3_6_1_data_after_close, State::fin_wait_1, State::fin_wait_2),
    end(Rule::rfc9293_3_8_3_give_up, State::syn_sent, State::syn_received, State::established,
        State::fin_wait_1, State::close_wait, State::closing, State::last_ack),
    end(Rule::rfc9293_3_8_4_dead, State::established, State::fin_wait_1, State::fin_wait_2,
        State::close_wait, State::closing, State::last_ack),
    end(Rule::linux_fin_timeout, State::fin_wait_2),
    end(Rule::linux_listener_closed, State::syn_received),
};

bool may_end(State from, Rule rule) {
    return std::any_of(ends.begin(), ends.end(), [&](const End& known) {
        return known.rule == rule
               && std::find(known.from.begin(), known.from.end(), from) != known.from.end();
    });
}

} // namespace

std::string wrong_transition(State from, State to, Rule rule) {
    if (from == State::listen && to == State::established) // of the half-open nothing was kept
        return rule == Rule::rfc4987_3_6_cookie_valid ? ""
                                                      : "only a cookie leaves SYN-RECEIVED out";
    const bool known =
        to == State::closed
            ? may_end(from, rule)
            : std::find(figure_5.begin(), figure_5.end(), std::pair{from, to}) != figure_5.end();
    if (known) return "";
    return "no way from " + std::string(name_of(from)) + " to " + std::string(name_of(to)) + " by "
           + std::string(text_of(rule).name);
}

} // namespace soak
