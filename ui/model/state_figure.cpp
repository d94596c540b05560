#include "ui/model/state_figure.h"

#include "sim/base/assert.h"

#include <QCoreApplication>

namespace ui {

namespace {

using sim::State;

constexpr std::array<StateEdge, state_edge_count> edges{{
    {State::closed, State::syn_sent, EdgeEvent::active_open, EdgeAction::create_tcb_snd_syn},
    {State::closed, State::listen, EdgeEvent::passive_open, EdgeAction::create_tcb},
    {State::listen, State::closed, EdgeEvent::close, EdgeAction::delete_tcb},
    {State::syn_sent, State::closed, EdgeEvent::close, EdgeAction::delete_tcb},
    {State::syn_received, State::listen, EdgeEvent::rcv_rst, EdgeAction::none},
    {State::listen, State::syn_received, EdgeEvent::rcv_syn, EdgeAction::snd_syn_ack},
    {State::listen, State::syn_sent, EdgeEvent::send, EdgeAction::snd_syn},
    {State::syn_sent, State::syn_received, EdgeEvent::rcv_syn, EdgeAction::snd_syn_ack},
    {State::syn_received, State::established, EdgeEvent::rcv_ack_of_syn, EdgeAction::none},
    {State::syn_sent, State::established, EdgeEvent::rcv_syn_ack, EdgeAction::snd_ack},
    {State::syn_received, State::fin_wait_1, EdgeEvent::close, EdgeAction::snd_fin},
    {State::established, State::fin_wait_1, EdgeEvent::close, EdgeAction::snd_fin},
    {State::established, State::close_wait, EdgeEvent::rcv_fin, EdgeAction::snd_ack},
    {State::fin_wait_1, State::closing, EdgeEvent::rcv_fin, EdgeAction::snd_ack},
    {State::fin_wait_1, State::fin_wait_2, EdgeEvent::rcv_ack_of_fin, EdgeAction::none},
    {State::close_wait, State::last_ack, EdgeEvent::close, EdgeAction::snd_fin},
    {State::closing, State::time_wait, EdgeEvent::rcv_ack_of_fin, EdgeAction::none},
    {State::fin_wait_2, State::time_wait, EdgeEvent::rcv_fin, EdgeAction::snd_ack},
    {State::last_ack, State::closed, EdgeEvent::rcv_ack_of_fin, EdgeAction::none},
    {State::time_wait, State::closed, EdgeEvent::timeout_2msl, EdgeAction::delete_tcb},
}};

QString eventText(EdgeEvent event) {
    switch (event) {
    case EdgeEvent::active_open: return QCoreApplication::translate("StateDiagram", "active open");
    case EdgeEvent::passive_open:
        return QCoreApplication::translate("StateDiagram", "passive open");
    case EdgeEvent::close: return QCoreApplication::translate("StateDiagram", "close");
    case EdgeEvent::send: return QCoreApplication::translate("StateDiagram", "send");
    case EdgeEvent::rcv_syn: return QCoreApplication::translate("StateDiagram", "rcv SYN");
    case EdgeEvent::rcv_syn_ack: return QCoreApplication::translate("StateDiagram", "rcv SYN,ACK");
    case EdgeEvent::rcv_ack_of_syn:
        return QCoreApplication::translate("StateDiagram", "rcv ACK of SYN");
    case EdgeEvent::rcv_fin: return QCoreApplication::translate("StateDiagram", "rcv FIN");
    case EdgeEvent::rcv_ack_of_fin:
        return QCoreApplication::translate("StateDiagram", "rcv ACK of FIN");
    case EdgeEvent::rcv_rst: return QCoreApplication::translate("StateDiagram", "rcv RST");
    case EdgeEvent::timeout_2msl:
        return QCoreApplication::translate("StateDiagram", "2MSL timeout");
    }
    sim::unreachable();
}

/// What goes over the wire; like flags and states it is the same in every language.
QString sentText(EdgeAction action) {
    switch (action) {
    case EdgeAction::none:
    case EdgeAction::create_tcb:
    case EdgeAction::delete_tcb: return {};
    case EdgeAction::create_tcb_snd_syn:
    case EdgeAction::snd_syn: return QStringLiteral("snd SYN");
    case EdgeAction::snd_syn_ack: return QStringLiteral("snd SYN,ACK");
    case EdgeAction::snd_ack: return QStringLiteral("snd ACK");
    case EdgeAction::snd_fin: return QStringLiteral("snd FIN");
    }
    sim::unreachable();
}

QString fullActionText(EdgeAction action) {
    switch (action) {
    case EdgeAction::create_tcb: return QCoreApplication::translate("StateDiagram", "create TCB");
    case EdgeAction::create_tcb_snd_syn:
        return QCoreApplication::translate("StateDiagram", "create TCB, snd SYN");
    case EdgeAction::delete_tcb: return QCoreApplication::translate("StateDiagram", "delete TCB");
    case EdgeAction::none:
    case EdgeAction::snd_syn:
    case EdgeAction::snd_syn_ack:
    case EdgeAction::snd_ack:
    case EdgeAction::snd_fin: return sentText(action);
    }
    sim::unreachable();
}

QString joined(const QString& event, const QString& action) {
    return action.isEmpty() ? event : event + QStringLiteral(" / ") + action;
}

} // namespace

const std::array<StateEdge, state_edge_count>& stateEdges() {
    return edges;
}

std::optional<std::size_t> edgeBetween(State from, State to) {
    for (std::size_t i = 0; i < edges.size(); ++i)
        if (edges.at(i).from == from && edges.at(i).to == to) return i;
    return std::nullopt;
}

QString edgeLabel(const StateEdge& edge) {
    return joined(eventText(edge.event), sentText(edge.action));
}

QString fullEdgeLabel(const StateEdge& edge) {
    return joined(eventText(edge.event), fullActionText(edge.action));
}

} // namespace ui
