#include "ui/layout/inspector_layout.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <QCoreApplication>

namespace ui {

namespace {

constexpr int bits_in_row = 32;
constexpr double gap = 8;
constexpr double cell_inset = 9;
constexpr double box_inset = 12;

/// Where a field stands in the header: its row and its bits.
struct BitSpan {
    HeaderField field;
    int row, first, count;
};

/// RFC 9293 3.1, figure 1.
constexpr std::array spans{
    BitSpan{HeaderField::source_port, 0, 0, 16}, BitSpan{HeaderField::destination_port, 0, 16, 16},
    BitSpan{HeaderField::seq, 1, 0, 32},         BitSpan{HeaderField::ack, 2, 0, 32},
    BitSpan{HeaderField::data_offset, 3, 0, 4},  BitSpan{HeaderField::reserved, 3, 4, 4},
    BitSpan{HeaderField::flags, 3, 8, 8},        BitSpan{HeaderField::window, 3, 16, 16},
    BitSpan{HeaderField::checksum, 4, 0, 16},    BitSpan{HeaderField::urgent_pointer, 4, 16, 16},
    BitSpan{HeaderField::options, 5, 0, 32},     BitSpan{HeaderField::payload, 6, 0, 32},
};
constexpr int flag_row = 3;
constexpr int options_row = 5; ///< the one that may have several lines

constexpr std::array<std::string_view, 8> flag_names{"CWR", "ECE", "URG", "ACK",
                                                     "PSH", "RST", "SYN", "FIN"};

const BitSpan& spanOf(HeaderField field) {
    return *std::find_if(spans.begin(), spans.end(),
                         [field](const BitSpan& span) { return span.field == field; });
}

QString linkTitle(LinkKind kind) {
    switch (kind) {
    case LinkKind::lost_here: return QCoreApplication::translate("Inspector", "Lost here");
    case LinkKind::repeats:
        return QCoreApplication::translate("Inspector", "Repeats, though nothing was lost");
    case LinkKind::because_of: return QCoreApplication::translate("Inspector", "Because of");
    case LinkKind::led_to: return QCoreApplication::translate("Inspector", "Led to");
    }
    sim::unreachable();
}

/// Adds one part below the other.
class Column {
public:
    Column(const Inspection& inspection, double width, const TextSize& text_size)
        : inspection_(inspection), width_(width), text_size_(text_size) {}

    InspectorShapes build() {
        if (inspection_.badge == BadgeKind::none) return {};
        addHeadline();
        addHeader();
        addCode();
        addLinks(LinkKind::lost_here);
        addLinks(LinkKind::repeats);
        addExplanation();
        addLinks(LinkKind::because_of);
        addLinks(LinkKind::led_to);
        addChanges();
        shapes_.height = y_;
        return std::move(shapes_);
    }

private:
    void addHeadline();
    void addHeader();
    void addBitNumbers();
    void addField(const FieldText& text, double top, double height);
    void addStacked(const FieldText& text, const QRectF& rect);
    void addLine(const FieldText& text, const QRectF& rect);
    [[nodiscard]] QString elided(const QString& text, double room) const;
    void addFlags(const QRectF& rect);
    void addCode();
    void addExplanation();
    void addChanges();
    void addLinks(LinkKind kind);
    void addLink(const RecordLink& link);
    void addText(const QRectF& rect, const QString& text, TextRole role,
                 Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);
    [[nodiscard]] double rowHeight(const FieldText& text) const;
    [[nodiscard]] QSizeF sizeOf(const QString& text, TextRole role, double width = 0) const {
        return text_size_(text, role, width);
    }

    const Inspection& inspection_;
    double width_;
    const TextSize& text_size_;
    InspectorShapes shapes_;
    double y_{};
};

void Column::addText(const QRectF& rect, const QString& text, TextRole role,
                     Qt::Alignment alignment) {
    if (!text.isEmpty()) shapes_.texts.push_back({rect, text, role, alignment});
}

void Column::addHeadline() {
    const QSizeF badge = sizeOf(inspection_.badge_text, TextRole::badge);
    shapes_.badge = {0, y_, badge.width() + 18, badge.height() + 8};
    addText(shapes_.badge, inspection_.badge_text, TextRole::badge, Qt::AlignCenter);
    const double left = shapes_.badge.right() + 10;
    const QSizeF headline = sizeOf(inspection_.headline, TextRole::headline, width_ - left);
    const double height = std::max(headline.height(), shapes_.badge.height());
    addText({left, y_, width_ - left, height}, inspection_.headline, TextRole::headline);
    y_ += height + gap;
}

void Column::addBitNumbers() {
    const double height = sizeOf(QStringLiteral("0"), TextRole::bit_number).height();
    const double bit = width_ / bits_in_row;
    for (const int number : {0, 4, 8, 12, 16, 20, 24, 28, 31})
        addText({number * bit - bit, y_, 3 * bit, height}, QString::number(number),
                TextRole::bit_number, Qt::AlignCenter);
    y_ += height + 2;
}

double Column::rowHeight(const FieldText& text) const {
    const double line = sizeOf(QStringLiteral("0"), TextRole::field_value).height();
    const int row = spanOf(text.field).row;
    if (row == flag_row) return 2 * line + 8;
    if (row != options_row) return line + 10;
    const double name = sizeOf(text.name, TextRole::field_name).width();
    const double room = width_ - name - 3 * cell_inset;
    return sizeOf(text.value, TextRole::field_value, room).height() + 10;
}

void Column::addHeader() {
    if (inspection_.fields.empty()) return;
    addBitNumbers();
    const double top = y_;
    double row_height = 0;
    int row = 0;
    for (const FieldText& text : inspection_.fields) {
        if (spanOf(text.field).row != row) {
            y_ += row_height;
            row = spanOf(text.field).row;
        }
        row_height = rowHeight(text);
        addField(text, y_, row_height);
    }
    y_ += row_height;
    shapes_.header = {0, top, width_, y_ - top};
    y_ += gap + 2;
}

void Column::addField(const FieldText& text, double top, double height) {
    const BitSpan& span = spanOf(text.field);
    const double bit = width_ / bits_in_row;
    const QRectF rect{span.first * bit, top, span.count * bit, height};
    shapes_.fields.push_back({text.field, rect, text.matters});
    if (text.field == HeaderField::flags)
        addFlags(rect);
    else if (span.row == flag_row)
        addStacked(text, rect);
    else
        addLine(text, rect);
}

/// The name above the value: for fields of few bits.
void Column::addStacked(const FieldText& text, const QRectF& rect) {
    const QRectF upper{rect.left(), rect.top() + 2, rect.width(), rect.height() / 2 - 2};
    const QRectF lower{rect.left(), rect.center().y(), rect.width(), rect.height() / 2 - 3};
    addText(upper, text.name, TextRole::field_name, Qt::AlignCenter);
    if (text.remark.isEmpty()) {
        addText(lower, text.value, TextRole::field_value, Qt::AlignCenter);
        return;
    }
    const double value = sizeOf(text.value, TextRole::field_value).width();
    const double remark = sizeOf(text.remark, TextRole::remark).width();
    const double left = rect.center().x() - (value + 6 + remark) / 2;
    addText({left, lower.top(), value, lower.height()}, text.value, TextRole::field_value);
    addText({left + value + 6, lower.top(), remark + 2, lower.height()}, text.remark,
            TextRole::remark);
}

/// The beginning of a value that is too long for a line.
QString Column::elided(const QString& text, double room) const {
    if (sizeOf(text, TextRole::field_value).width() <= room) return text;
    qsizetype letters = text.size();
    const auto cut = [&text](qsizetype length) { return text.left(length) + QChar(0x2026); };
    while (letters > 1 && sizeOf(cut(letters), TextRole::field_value).width() > room)
        --letters;
    return cut(letters);
}

/// The name at the left, the value at the right, the remark between them where there is room.
void Column::addLine(const FieldText& text, const QRectF& rect) {
    const QRectF inner = rect.adjusted(cell_inset, 0, -cell_inset, 0);
    const double name = sizeOf(text.name, TextRole::field_name).width();
    addText(inner, text.name, TextRole::field_name);
    const QRectF value = inner.adjusted(name + cell_inset, 0, 0, 0);
    const bool one_line = spanOf(text.field).row != options_row;
    addText(value, one_line ? elided(text.value, value.width()) : text.value, TextRole::field_value,
            Qt::AlignRight | Qt::AlignVCenter);
    const double used = sizeOf(text.value, TextRole::field_value).width() + 12;
    const double remark = sizeOf(text.remark, TextRole::remark).width();
    if (used + remark <= value.width())
        addText(value.adjusted(0, 0, -used, 0), text.remark, TextRole::remark,
                Qt::AlignRight | Qt::AlignVCenter);
}

void Column::addFlags(const QRectF& rect) {
    const double bit = rect.width() / static_cast<double>(flag_names.size());
    for (std::size_t i = 0; i < flag_names.size(); ++i) {
        const QString name = QLatin1String(flag_names.at(i).data());
        const bool set = (inspection_.flag_bits >> (flag_names.size() - 1 - i) & 1U) != 0;
        const QRectF cell{rect.left() + static_cast<double>(i) * bit, rect.top(), bit,
                          rect.height()};
        shapes_.flags.push_back({cell, name, set});
    }
}

void Column::addCode() {
    if (inspection_.call.isEmpty()) return;
    const double room = width_ - 2 * box_inset;
    const double height = sizeOf(inspection_.call, TextRole::code, room).height();
    shapes_.code_box = {0, y_, width_, height + 14};
    addText({box_inset, y_ + 7, room, height}, inspection_.call, TextRole::code,
            Qt::AlignLeft | Qt::AlignTop);
    y_ += shapes_.code_box.height() + gap;
}

void Column::addExplanation() {
    const double room = width_ - 2 * box_inset - 4;
    const double top = y_;
    const auto paragraph = [this, room](const QString& text, TextRole role) {
        if (text.isEmpty()) return;
        const double height = sizeOf(text, role, room).height();
        addText({box_inset + 4, y_, room, height}, text, role, Qt::AlignLeft | Qt::AlignTop);
        y_ += height + 5;
    };
    if (inspection_.happened.isEmpty() && inspection_.why.isEmpty()) return;
    y_ += box_inset - 2;
    paragraph(inspection_.happened, TextRole::happened);
    paragraph(inspection_.why, TextRole::why);
    paragraph(inspection_.clause, TextRole::clause);
    if (!inspection_.clause.isEmpty() && !inspection_.link.isEmpty()) {
        shapes_.link = shapes_.texts.back().rect;
        shapes_.link.setWidth(sizeOf(inspection_.clause, TextRole::clause).width());
    }
    y_ += box_inset - 7;
    shapes_.why_box = {0, top, width_, y_ - top};
    y_ += gap + 2;
}

void Column::addChanges() {
    if (inspection_.changes.empty()) return;
    const double title = sizeOf(QStringLiteral("0"), TextRole::section).height();
    addText({0, y_, width_, title}, QCoreApplication::translate("Inspector", "What it changed"),
            TextRole::section);
    y_ += title + 4;
    const double line = sizeOf(QStringLiteral("0"), TextRole::after).height() + 5;
    for (const VariableChange& change : inspection_.changes) {
        const double middle = width_ * 0.62;
        addText({0, y_, width_ * 0.34, line}, change.name, TextRole::variable);
        addText({width_ * 0.3, y_, middle - width_ * 0.3 - 12, line}, change.before,
                TextRole::before, Qt::AlignRight | Qt::AlignVCenter);
        addText({middle - 10, y_, 20, line}, QStringLiteral("→"), TextRole::before,
                Qt::AlignCenter);
        addText({middle + 12, y_, width_ - middle - 12, line}, change.after, TextRole::after);
        y_ += line;
    }
    y_ += gap;
}

void Column::addLinks(LinkKind kind) {
    const auto is = [kind](const RecordLink& link) { return link.kind == kind; };
    if (std::none_of(inspection_.links.begin(), inspection_.links.end(), is)) return;
    const double title = sizeOf(QStringLiteral("0"), TextRole::section).height();
    addText({0, y_, width_, title}, linkTitle(kind), TextRole::section);
    y_ += title + 3;
    for (const RecordLink& link : inspection_.links)
        if (is(link)) addLink(link);
    y_ += gap;
}

void Column::addLink(const RecordLink& link) {
    const QString number = QStringLiteral("#%1").arg(link.record);
    const double left = std::max(sizeOf(QStringLiteral("#00000"), TextRole::link_number).width(),
                                 sizeOf(number, TextRole::link_number).width() + gap);
    if (link.left_out > 0) {
        const QString text =
            QCoreApplication::translate("Inspector", "… %1 between").arg(link.left_out);
        const double height = sizeOf(text, TextRole::remark).height();
        addText({left, y_, width_ - left, height}, text, TextRole::remark);
        y_ += height + 2;
    }
    const double room = width_ - left;
    const double height = sizeOf(link.text, TextRole::link, room).height();
    const double line = sizeOf(QStringLiteral("0"), TextRole::link).height();
    addText({0, y_, left, line}, number, TextRole::link_number);
    addText({left, y_, room, height}, link.text, TextRole::link, Qt::AlignLeft | Qt::AlignTop);
    shapes_.links.push_back({{0, y_ - 1, width_, height + 3}, link.record, link.kind});
    y_ += height + 4;
}

} // namespace

InspectorShapes layoutInspector(const Inspection& inspection, double width,
                                const TextSize& text_size) {
    return Column{inspection, width, text_size}.build();
}

} // namespace ui
