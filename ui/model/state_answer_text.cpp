#include "ui/model/state_answer_text.h"

#include "sim/base/assert.h"

#include <QCoreApplication>

namespace ui {

namespace {

using sim::StateOutcome;

/// What the end does that the peer does not see.
QString actionText(const sim::StateAnswer& answer) {
    if (answer.event == sim::StateEvent::ack)
        return QCoreApplication::translate("StateEvents", "advances");
    const bool waits = answer.state == sim::State::listen || answer.state == sim::State::syn_sent
                       || answer.state == sim::State::syn_received;
    return waits ? QCoreApplication::translate("StateEvents", "queued")
                 : QCoreApplication::translate("StateEvents", "delivers");
}

} // namespace

QString fullStateName(sim::State state) {
    const std::string_view name = sim::name_of(state);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

QString shortStateName(sim::State state) {
    switch (state) {
    case sim::State::syn_received: return QStringLiteral("SYN-RCVD");
    case sim::State::established: return QStringLiteral("ESTAB");
    case sim::State::fin_wait_1: return QStringLiteral("FINWAIT-1");
    case sim::State::fin_wait_2: return QStringLiteral("FINWAIT-2");
    case sim::State::closed:
    case sim::State::listen:
    case sim::State::syn_sent:
    case sim::State::close_wait:
    case sim::State::closing:
    case sim::State::last_ack:
    case sim::State::time_wait: return fullStateName(state);
    }
    sim::unreachable();
}

QString replyText(sim::StateReply reply) {
    switch (reply) {
    case sim::StateReply::none: return {};
    case sim::StateReply::syn: return QStringLiteral("SYN");
    case sim::StateReply::syn_ack: return QStringLiteral("SYN-ACK");
    case sim::StateReply::ack: return QStringLiteral("ACK");
    case sim::StateReply::data: return QStringLiteral("DATA");
    case sim::StateReply::fin: return QStringLiteral("FIN");
    case sim::StateReply::rst: return QStringLiteral("RST");
    }
    sim::unreachable();
}

QString outcomeText(const sim::StateAnswer& answer) {
    switch (answer.outcome) {
    case StateOutcome::moves: return shortStateName(answer.next);
    case StateOutcome::answers: return replyText(answer.reply);
    case StateOutcome::acts: return actionText(answer);
    case StateOutcome::refuses: return QCoreApplication::translate("StateEvents", "error");
    case StateOutcome::drops: return QCoreApplication::translate("StateEvents", "dropped");
    case StateOutcome::impossible: return QStringLiteral("–");
    }
    sim::unreachable();
}

QString sourceText(sim::EventSource source) {
    switch (source) {
    case sim::EventSource::call:
        return QCoreApplication::translate("StateEvents", "The program calls");
    case sim::EventSource::segment:
        return QCoreApplication::translate("StateEvents", "A segment arrives");
    case sim::EventSource::timer:
        return QCoreApplication::translate("StateEvents", "A timer fires");
    }
    sim::unreachable();
}

} // namespace ui
