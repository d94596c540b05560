#include "ui/layout/call_text.h"

#include <QStringList>

namespace ui {

namespace {

QString resultText(const sim::CallEvent& event) {
    if (!event.error.empty()) return QString::fromStdString(event.error);
    return event.result ? QString::number(*event.result) : QString();
}

QString lineOf(const sim::CallEvent& event, const sim::CallEvent* returned) {
    QStringList arguments;
    for (const std::string& argument : event.arguments)
        arguments << QString::fromStdString(argument);
    const QString call = QStringLiteral("%1(%2)").arg(QString::fromStdString(event.name),
                                                      arguments.join(QStringLiteral(", ")));
    if (returned == nullptr) return call + QStringLiteral(" …");
    const QString result = resultText(*returned);
    // 0 says that it went well, which is what the reader expects.
    return result.isEmpty() || result == QLatin1String("0") ? call
                                                            : call + QStringLiteral(" = ") + result;
}

} // namespace

CallText callText(const sim::Trace& trace, const std::vector<sim::RecordId>& records) {
    QStringList lines;
    QStringList names;
    for (std::size_t n = 0; n < records.size(); ++n) {
        const sim::CallEvent& event = trace.calls.at(trace.record(records[n]).detail);
        const sim::CallEvent* returned = event.phase == sim::CallPhase::returned ? &event : nullptr;
        if (returned == nullptr && n + 1 < records.size()) {
            const sim::CallEvent& next = trace.calls.at(trace.record(records[n + 1]).detail);
            if (next.phase == sim::CallPhase::returned && next.name == event.name) {
                returned = &next;
                ++n;
            }
        }
        lines << lineOf(event, returned);
        const QString name = QString::fromStdString(event.name);
        if (names.isEmpty() || names.last() != name) names << name;
    }
    return {lines.size() == 1 ? lines.first() : names.join(QStringLiteral(" · ")),
            lines.join(QLatin1Char('\n'))};
}

} // namespace ui
