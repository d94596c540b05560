#include "sim/export/state_event.h"

#include "sim/base/assert.h"
#include "sim/export/phrase.h"

namespace sim {

namespace {

/// A text that several cells may share.
struct AnswerText {
    std::string_view clause, english, chinese;
};

namespace text {
#define ANSWER(name, clause, english, chinese) constexpr AnswerText name{clause, english, chinese};
#include "sim/export/state_event_answers.inc"
#undef ANSWER
} // namespace text

constexpr std::array<StateAnswer, state_event_count * all_states.size()> table{{
#define CELL(event, state, outcome, reply, next, other, answer)                                    \
    {State::state, StateEvent::event,   StateOutcome::outcome, StateReply::reply,   State::next,   \
     State::other, text::answer.clause, text::answer.english,  text::answer.chinese},
#include "sim/export/state_event_cells.inc"
#undef CELL
}};

/// What a clause has in words, in the order in which it is looked for.
constexpr std::array clause_words{
    Phrase{", figure ", " 图 "},       Phrase{", first", " 第一步"},
    Phrase{", second", " 第二步"},     Phrase{", third", " 第三步"},
    Phrase{", fourth", " 第四步"},     Phrase{", fifth", " 第五步"},
    Phrase{", seventh", " 第七步"},    Phrase{", eighth", " 第八步"},
    Phrase{" and fourth", "、第四步"}, Phrase{" and seventh", "、第七步"},
    Phrase{" and eighth", "、第八步"}};

} // namespace

const StateAnswer& answer_to(State state, StateEvent event) {
    return table.at(static_cast<std::size_t>(event) * all_states.size()
                    + static_cast<std::size_t>(state));
}

std::span<const StateAnswer> all_state_answers() {
    return table;
}

EventSource source_of(StateEvent event) {
    switch (event) {
    case StateEvent::open_passive:
    case StateEvent::open_active:
    case StateEvent::send:
    case StateEvent::receive:
    case StateEvent::close:
    case StateEvent::abort: return EventSource::call;
    case StateEvent::syn:
    case StateEvent::syn_ack:
    case StateEvent::ack:
    case StateEvent::bad_ack:
    case StateEvent::data:
    case StateEvent::data_outside:
    case StateEvent::fin:
    case StateEvent::rst:
    case StateEvent::rst_in_window: return EventSource::segment;
    case StateEvent::retransmission_timeout:
    case StateEvent::user_timeout:
    case StateEvent::time_wait_timeout: return EventSource::timer;
    }
    unreachable();
}

std::string_view sentences_of(const StateAnswer& answer, Language language) {
    return in(language, answer.english, answer.chinese);
}

std::string clause_of(const StateAnswer& answer, Language language) {
    std::string clause = "RFC 9293 " + std::string(answer.clause);
    if (language == Language::english) return clause;
    for (const auto& [english, chinese] : clause_words)
        if (const std::size_t at = clause.find(english); at != std::string::npos)
            clause.replace(at, english.size(), chinese);
    return clause;
}

std::string link_of(const StateAnswer& answer) {
    const std::string section(answer.clause.substr(0, answer.clause.find_first_of(",;")));
    const std::string place = section.starts_with('A') ? "appendix-" : "section-";
    return "https://www.rfc-editor.org/rfc/rfc9293.html#" + place + section;
}

std::string_view name_of(StateEvent event, Language language) {
    switch (event) {
    case StateEvent::open_passive: return in(language, "OPEN, passive", "OPEN 被动打开");
    case StateEvent::open_active: return in(language, "OPEN, active", "OPEN 主动打开");
    case StateEvent::send: return in(language, "SEND", "SEND 发送");
    case StateEvent::receive: return in(language, "RECEIVE", "RECEIVE 接收");
    case StateEvent::close: return in(language, "CLOSE", "CLOSE 关闭");
    case StateEvent::abort: return in(language, "ABORT", "ABORT 中止");
    case StateEvent::syn: return "SYN";
    case StateEvent::syn_ack: return "SYN-ACK";
    case StateEvent::ack: return in(language, "ACK, acceptable", "ACK，可接受");
    case StateEvent::bad_ack: return in(language, "ACK, unacceptable", "ACK，不可接受");
    case StateEvent::data: return in(language, "data in the window", "窗口内的数据");
    case StateEvent::data_outside: return in(language, "data outside it", "窗口外的数据");
    case StateEvent::fin: return "FIN";
    case StateEvent::rst: return in(language, "RST, exact", "RST，序号准确");
    case StateEvent::rst_in_window: return in(language, "RST in the window", "RST，在窗口内");
    case StateEvent::retransmission_timeout: return in(language, "retransmission", "重传定时器");
    case StateEvent::user_timeout: return in(language, "user timeout", "用户超时");
    case StateEvent::time_wait_timeout: return in(language, "TIME-WAIT", "TIME-WAIT 定时器");
    }
    unreachable();
}

} // namespace sim
