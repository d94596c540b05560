// ICMP messages about segments of a connection (RFC 9293 3.9.2.2, RFC 5927, RFC 1191).
#include "sim/tcp/connection.h"

#include <algorithm>
#include <array>

namespace sim {

namespace {

enum class Weight : std::uint8_t { nothing, soft, hard, too_big };

struct Judgement {
    Weight weight{};
    AppEvent event{};
};

/// RFC 9293 3.9.2.2: codes 2 to 4 of "unreachable" are hard (SHLD-26), the others soft (MUST-56).
/// The errors are those of Linux (icmp_err_convert).
Judgement of_unreachable(std::uint8_t code) {
    constexpr AppEvent net = AppEvent::network_unreachable, host = AppEvent::host_unreachable;
    constexpr std::array<Judgement, 16> judgements{
        Judgement{Weight::soft, net},
        Judgement{Weight::soft, host},
        Judgement{Weight::hard, AppEvent::protocol_unreachable},
        Judgement{Weight::hard, AppEvent::refused},
        Judgement{Weight::too_big, AppEvent::none},
        Judgement{Weight::soft, host},
        Judgement{Weight::soft, net},
        Judgement{Weight::soft, host},
        Judgement{Weight::soft, host},
        Judgement{Weight::soft, net},
        Judgement{Weight::soft, host},
        Judgement{Weight::soft, net},
        Judgement{Weight::soft, host},
        Judgement{Weight::soft, host},
        Judgement{Weight::soft, host},
        Judgement{Weight::soft, host}};
    return code < judgements.size() ? judgements.at(code) : Judgement{};
}

Judgement judgement_on(const IcmpError& error) {
    constexpr std::uint8_t unreachable = 3, time_exceeded = 11, parameter_problem = 12;
    switch (error.type) {
    case unreachable: return of_unreachable(error.code);
    case time_exceeded:
    case parameter_problem: return {.weight = Weight::soft, .event = AppEvent::host_unreachable};
    }
    return {}; // source quench as well: MUST-55, RFC 6633
}

/// What ends an opening on FreeBSD (tcp_ctlinput()): that somebody has forbidden it, or nobody is
/// there.
Judgement bsd_judgement_on(const IcmpError& error) {
    constexpr std::uint8_t unreachable = 3, time_exceeded = 11;
    constexpr std::array<std::uint8_t, 5> refusals{2, 3, 9, 10, 13};
    const bool refuses = std::find(refusals.begin(), refusals.end(), error.code) != refusals.end();
    if (error.type == unreachable && refuses)
        return {.weight = Weight::hard, .event = AppEvent::refused};
    if (error.type == time_exceeded && error.code == 0)
        return {.weight = Weight::hard, .event = AppEvent::host_unreachable};
    return judgement_on(error);
}

} // namespace

void Connection::icmp_arrives(const IcmpError& error, Step& step) {
    const Profile& profile = *step.profile;
    step.input_rule = Rule::rfc5927_4_1_icmp_out_of_window;
    const bool is_ours = before_or_equal(snd.una, error.quoted)
                         && (profile.icmp_opening_aborts ? before_or_equal(error.quoted, snd.nxt)
                                                         : before(error.quoted, snd.nxt));
    if (state_ == State::closed || state_ == State::listen || !is_ours)
        return step.ignore(step.input_rule);
    const bool bsd = profile.bsd_small_states;
    const Judgement verdict = bsd ? bsd_judgement_on(error) : judgement_on(error);
    step.input_rule = Rule::rfc9293_3_9_2_2_icmp;
    const bool opens = state_ == State::syn_sent;
    const bool hard =
        verdict.weight == Weight::hard && !profile.icmp_opening_aborts && (!bsd || opens);
    const bool known = verdict.weight == Weight::soft || verdict.weight == Weight::hard;
    if (verdict.weight == Weight::too_big) return path_shrinks(error.mtu, step);
    if (!known) return step.ignore(step.input_rule);
    if (hard || (profile.icmp_opening_aborts && opens))
        return give_up(verdict.event, Rule::rfc9293_3_9_2_2_hard, step);
    soft_error = verdict.event;
    if (options.soft_errors)
        step.tell(verdict.event, Rule::rfc9293_3_9_1_8_soft_error);
    else
        step.ignore(step.input_rule);
}

/// RFC 1191 6.4: segments are smaller from now on; never below the least every host takes.
void Connection::path_shrinks(std::uint32_t mtu, Step& step) {
    constexpr std::uint32_t headers = 40, timestamps = 12, least_mtu = 552;
    step.input_rule = Rule::rfc1191_6_path_mtu;
    const std::uint32_t room = std::max(mtu, least_mtu) - headers;
    const std::uint32_t mss = room - (agreed.timestamps ? timestamps : 0);
    if (mtu == 0 || mss >= snd.mss) return step.ignore(step.input_rule);
    snd.mss = static_cast<std::uint16_t>(mss);
}

} // namespace sim
