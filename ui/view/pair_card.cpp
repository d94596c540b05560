#include "ui/view/pair_card.h"

#include "ui/model/language.h"
#include "ui/view/status_sign.h"

#include <utility>

#include <QEvent>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ui {

namespace {

QString textOf(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toHtmlEscaped();
}

} // namespace

PairCard::PairCard(ViewState& state, QWidget* parent)
    : Card(state, parent), words_(new ThemedLabel(state, {Ink::text, 13.5})) {
    words_->setWordWrap(true);
    words_->setAlignment(Qt::AlignTop);
    words_->setTextFormat(Qt::RichText);
    words_->setOpenExternalLinks(true);
    words_->setTextInteractionFlags(Qt::TextBrowserInteraction);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(words_);
    scroll->setStyleSheet(QStringLiteral("QScrollArea { background: transparent; }"));
    scroll->viewport()->setAutoFillBackground(false);
    words_->setAutoFillBackground(false);
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scroll);
    setTitle(tr("The pair"));
    connect(&state, &ViewState::themeChanged, this, &PairCard::write);
    write();
}

void PairCard::showPair(std::shared_ptr<const Comparison> comparison, int pair) {
    comparison_ = std::move(comparison);
    pair_ = pair;
    write();
}

void PairCard::write() {
    const Theme& look = theme();
    setTitle(tr("The pair"));
    const bool known = comparison_ && pair_ >= 0
                       && static_cast<std::size_t>(pair_) < comparison_->diff.pairs.size();
    words_->setText(known ? pairHtml(comparison_->diff.pairs.at(static_cast<std::size_t>(pair_)))
                          : QStringLiteral("<span style='color:%1'>%2</span>")
                                .arg(look.second_text.name(),
                                     tr("Point at a row, or click it, to see what both stages did "
                                        "there and why it may differ.")
                                         .toHtmlEscaped()));
}

QString PairCard::pairHtml(const sim::Pair& pair) const {
    const QColor hue = hueOf(theme(), pair.status);
    const QString heading =
        QStringLiteral("<p style='color:%1; font-size:16px'><b>%2 &nbsp;%3</b></p>")
            .arg(hue.name(), statusSign(pair.status), statusText(pair.status).toHtmlEscaped());
    return heading + tableHtml(pair) + reasonHtml(pair);
}

/// Differing values are bold, with a sign at the end of their line.
QString PairCard::tableHtml(const sim::Pair& pair) const {
    const QString quiet = theme().second_text.name();
    QString html = QStringLiteral("<table cellpadding='3' width='100%'><tr><td></td>"
                                  "<td style='color:%1'>%2</td><td style='color:%1'>%3</td>"
                                  "<td></td></tr>")
                       .arg(quiet, tr("model").toHtmlEscaped(), tr("kernel").toHtmlEscaped());
    const QString alarm = theme().accent.name();
    const std::vector<PairField> fields = pairFields(*comparison_, pair);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const PairField& field = fields.at(i);
        const bool counts = field.differs() && i + 1 < fields.size(); // time is not compared
        const QString value =
            counts ? QStringLiteral("<td><b>%1</b></td>") : QStringLiteral("<td>%1</td>");
        html += QStringLiteral("<tr><td style='color:%1'>%2</td>")
                    .arg(quiet, field.name.toHtmlEscaped())
                + value.arg(field.model.toHtmlEscaped()) + value.arg(field.kernel.toHtmlEscaped())
                + QStringLiteral("<td style='color:%1'><b>%2</b></td></tr>")
                      .arg(alarm, counts ? QStringLiteral("≠") : QString{});
    }
    return html + QStringLiteral("</table>");
}

QString PairCard::reasonHtml(const sim::Pair& pair) const {
    QString html;
    const QString reason = explanationOf(pair);
    if (!reason.isEmpty())
        html += QStringLiteral("<p>%1</p>").arg(reason.toHtmlEscaped());
    else if (!pair.difference.empty())
        html += QStringLiteral("<p>%1</p>").arg(textOf(pair.difference));
    if (pair.rule == sim::Rule::none) return html;
    html +=
        QStringLiteral("<p style='color:%1'>%2</p>")
            .arg(theme().second_text.name(), textOf(sim::sentence_of(pair.rule, shownLanguage())));
    const std::string_view link = sim::document_link(sim::text_of(pair.rule));
    const QString clause = textOf(sim::clause_of(pair.rule));
    if (!link.empty())
        html += QStringLiteral("<p><a style='color:%1' href='%2'>%3</a></p>")
                    .arg(theme().accent.name(), textOf(link), clause);
    return html;
}

void PairCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) write();
    Card::changeEvent(event);
}

} // namespace ui
