#include "sim/base/assert.h"
#include "ui/model/state_figure.h"

#include <QCoreApplication>

namespace ui {

using sim::State;

QString stateMeaning(State state) {
    switch (state) {
    case State::closed:
        return QCoreApplication::translate(
            "States",
            "No connection: nothing is remembered, and a segment that arrives is answered "
            "with RST.");
    case State::listen:
        return QCoreApplication::translate("States",
                                           "A server waits for a SYN, from whoever sends one.");
    case State::syn_sent:
        return QCoreApplication::translate(
            "States", "The SYN is on its way; the other side has not answered yet.");
    case State::syn_received:
        return QCoreApplication::translate(
            "States",
            "A SYN came and was answered with SYN ACK; the ACK that proves the other side "
            "got it is still missing.");
    case State::established:
        return QCoreApplication::translate("States",
                                           "The connection is open: data may flow both ways.");
    case State::fin_wait_1:
        return QCoreApplication::translate(
            "States",
            "This side has said FIN and waits for its acknowledgment; it can still receive.");
    case State::fin_wait_2:
        return QCoreApplication::translate(
            "States", "Our FIN was acknowledged; the other side may still send until its own FIN "
                      "comes.");
    case State::close_wait:
        return QCoreApplication::translate(
            "States",
            "The other side has said FIN. The program here may still send, and must close "
            "in the end.");
    case State::closing:
        return QCoreApplication::translate(
            "States", "Both sides said FIN at the same time; the acknowledgment of ours is still "
                      "missing.");
    case State::last_ack:
        return QCoreApplication::translate(
            "States", "Both sides have said FIN; only the acknowledgment of ours is missing.");
    case State::time_wait:
        return QCoreApplication::translate(
            "States",
            "All is said. This side waits 2 MSL, so that a lost last ACK can be sent again "
            "and old segments die out.");
    }
    sim::unreachable();
}

} // namespace ui
