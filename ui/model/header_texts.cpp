#include "ui/model/header_texts.h"

#include "sim/base/assert.h"

#include <algorithm>

#include <QCoreApplication>
#include <QStringList>

namespace ui {

namespace {

using sim::Trace;

/// A segment's record with what its numbers are counted from.
struct Counted {
    const Trace& trace;
    const sim::Record& record;
    const sim::ConversationEnd& sender;
    const sim::ConversationEnd& receiver;
    Numbers numbers;
};

Counted countedAt(const Trace& trace, sim::RecordId id, Numbers numbers) {
    const sim::Record& record = trace.record(id);
    const sim::Conversation& conversation = trace.conversation(record.conversation);
    const sim::Side side = conversation.side_of(senderOf(trace, record));
    const sim::Side other = side == sim::Side::opener ? sim::Side::acceptor : sim::Side::opener;
    return {trace, record, conversation.end(side), conversation.end(other), numbers};
}

QString fieldName(HeaderField field) {
    switch (field) {
    case HeaderField::source_port: return QCoreApplication::translate("Inspector", "source port");
    case HeaderField::destination_port:
        return QCoreApplication::translate("Inspector", "destination port");
    case HeaderField::seq: return QCoreApplication::translate("Inspector", "sequence number");
    case HeaderField::ack: return QCoreApplication::translate("Inspector", "acknowledgment number");
    case HeaderField::data_offset: return QCoreApplication::translate("Inspector", "offset");
    case HeaderField::reserved: return QCoreApplication::translate("Inspector", "rsrvd");
    case HeaderField::flags: return QCoreApplication::translate("Inspector", "flags");
    case HeaderField::window: return QCoreApplication::translate("Inspector", "window");
    case HeaderField::checksum: return QCoreApplication::translate("Inspector", "checksum");
    case HeaderField::urgent_pointer:
        return QCoreApplication::translate("Inspector", "urgent pointer");
    case HeaderField::options: return QCoreApplication::translate("Inspector", "options");
    case HeaderField::payload: return QCoreApplication::translate("Inspector", "data");
    }
    sim::unreachable();
}

bool matters(HeaderField field, SegmentKind kind) {
    switch (kind) {
    case SegmentKind::syn:
    case SegmentKind::fin:
    case SegmentKind::rst: return field == HeaderField::seq;
    case SegmentKind::syn_ack: return field == HeaderField::seq || field == HeaderField::ack;
    case SegmentKind::ack: return field == HeaderField::ack;
    case SegmentKind::data: return field == HeaderField::seq || field == HeaderField::payload;
    }
    sim::unreachable();
}

/// A number both ways: as asked for, and the other one quietly beside it.
FieldText numberField(HeaderField field, std::uint32_t raw, std::uint32_t relative,
                      Numbers numbers) {
    FieldText text{field, {}, {}, {}, false};
    const bool as_on_wire = numbers == Numbers::absolute;
    text.value = QString::number(as_on_wire ? raw : relative);
    if (raw == relative) return text;
    text.remark = as_on_wire ? QCoreApplication::translate("Inspector", "relative %1").arg(relative)
                             : QCoreApplication::translate("Inspector", "on the wire %1").arg(raw);
    return text;
}

QStringList sackValues(const Counted& counted, const HeaderOption& option) {
    QStringList blocks;
    for (std::size_t i = 0; i + 1 < option.values.size(); i += 2) {
        const bool relative =
            counted.numbers == Numbers::relative && counted.receiver.initial_known;
        const std::uint32_t from = relative ? counted.receiver.initial.raw : 0;
        blocks << QStringLiteral("%1\u2060–\u2060%2") // in one line
                      .arg(option.values.at(i) - from)
                      .arg(option.values.at(i + 1) - from);
    }
    return blocks;
}

QStringList timestampValues(const Counted& counted, const HeaderOption& option) {
    const auto counted_from = [&counted](const sim::ConversationEnd& end, std::uint32_t value) {
        const bool relative = counted.numbers == Numbers::relative && end.timestamp_known;
        return QString::number(relative && value != 0 ? value - end.first_timestamp : value);
    };
    return {counted_from(counted.sender, option.values.at(0)),
            counted_from(counted.receiver, option.values.at(1))};
}

QString optionText(const Counted& counted, const HeaderOption& option) {
    QStringList words{QString::fromStdString(option.name)};
    if (option.name == "SACK")
        words += sackValues(counted, option);
    else if (option.name == "TS" && option.values.size() == 2)
        words += timestampValues(counted, option);
    else
        for (const std::uint32_t value : option.values)
            words += QString::number(value);
    return words.join(QLatin1Char(' '));
}

FieldText optionsField(const Counted& counted, const PacketHeader& header) {
    const int bytes = (header.data_offset - 5) * 4;
    FieldText text{HeaderField::options, {}, {}, {}, false};
    text.name = QCoreApplication::translate("Inspector", "options (%1 bytes)").arg(bytes);
    QStringList options;
    for (const HeaderOption& option : header.options)
        options += optionText(counted, option);
    text.value = options.isEmpty() ? QCoreApplication::translate("Inspector", "none")
                                   : options.join(QLatin1Char(' '));
    return text;
}

FieldText windowField(const Counted& counted, const PacketHeader& header) {
    FieldText text{HeaderField::window, {}, QString::number(header.window), {}, false};
    const std::uint8_t shift = counted.sender.window_shift;
    if (shift > 0 && !counted.record.flags.syn)
        text.remark = QStringLiteral("× %1 = %2")
                          .arg(1U << shift)
                          .arg(static_cast<std::uint64_t>(header.window) << shift);
    return text;
}

FieldText payloadField(const Counted& counted) {
    constexpr std::size_t most_shown = 48;
    FieldText text{HeaderField::payload, {}, {}, {}, false};
    const std::uint32_t length = counted.record.length;
    text.name = length == 1
                    ? QCoreApplication::translate("Inspector", "data (1 byte)")
                    : QCoreApplication::translate("Inspector", "data (%1 bytes)").arg(length);
    const std::string bytes = sim::payload_of(counted.trace, counted.record);
    QString shown = QString::fromLatin1(bytes.data(),
                                        static_cast<qsizetype>(std::min(bytes.size(), most_shown)));
    for (QChar& letter : shown)
        if (!letter.isPrint()) letter = u'·';
    text.value = bytes.size() > most_shown ? shown + u'…' : shown;
    return text;
}

FieldText plain(HeaderField field, const QString& value) {
    return {field, {}, value, {}, false};
}

} // namespace

std::vector<FieldText> headerTexts(const Trace& trace, sim::RecordId id, Numbers numbers) {
    const std::optional<PacketHeader> found = headerOf(trace, id);
    if (!found) return {};
    const PacketHeader& header = *found;
    const Counted counted = countedAt(trace, id, numbers);
    const sim::Record& record = counted.record;
    const std::uint32_t ack = record.flags.ack ? sim::relative_ack(trace, record) : header.ack;
    std::vector<FieldText> texts{
        plain(HeaderField::source_port, QString::number(header.source_port)),
        plain(HeaderField::destination_port, QString::number(header.destination_port)),
        numberField(HeaderField::seq, header.seq, sim::relative_seq(trace, record), numbers),
        numberField(HeaderField::ack, header.ack, ack, numbers),
        plain(HeaderField::data_offset, QString::number(header.data_offset)),
        plain(HeaderField::reserved, QString::number(header.reserved)),
        plain(HeaderField::flags, {}),
        windowField(counted, header),
        plain(HeaderField::checksum,
              QStringLiteral("0x%1").arg(header.checksum, 4, 16, QLatin1Char('0'))),
        plain(HeaderField::urgent_pointer, QString::number(header.urgent_pointer))};
    texts.push_back(optionsField(counted, header));
    if (record.length > 0) texts.push_back(payloadField(counted));
    for (FieldText& text : texts) {
        if (text.name.isEmpty()) text.name = fieldName(text.field);
        text.matters = matters(text.field, kindOf(record));
    }
    return texts;
}

} // namespace ui
