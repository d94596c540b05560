#include "ui/view/top_bar.h"

#include "sim/base/assert.h"
#include "ui/theme/fonts.h"

#include <utility>

#include <QEvent>
#include <QFontMetrics>
#include <QMouseEvent>
#include <QPainter>

namespace ui {

namespace {

constexpr int bar_height = 42;
constexpr int logo_side = 34;
constexpr int name_left = logo_side + 12;

Icon iconOf(ThemeName name) {
    switch (name) {
    case ThemeName::dark: return Icon::moon;
    case ThemeName::light: return Icon::sun;
    case ThemeName::high_contrast: return Icon::contrast;
    }
    sim::unreachable();
}

} // namespace

PageTab::PageTab(ViewState& state, QWidget* parent) : QAbstractButton(parent), state_(state) {
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize PageTab::sizeHint() const {
    const QFontMetrics metrics(sansFont(state_.theme(), type_size::body, Weight::bold));
    return {metrics.horizontalAdvance(text()) + 2 * inset_, bar_height - 8};
}

void PageTab::setInset(int inset) {
    if (std::exchange(inset_, inset) != inset) updateGeometry();
}

void PageTab::paintEvent(QPaintEvent*) {
    const Theme& theme = state_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(theme.accent, 1.2) : QPen(Qt::NoPen));
        painter.setBrush(theme.field);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
    }
    painter.setFont(sansFont(theme, type_size::body, Weight::bold));
    painter.setPen(isChecked() ? theme.text : theme.second_text);
    painter.drawText(rect(), Qt::AlignCenter, text());
    if (!isChecked()) return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(
        QRectF(inset_ - 1, QWidget::height() - 4.5, width() - 2 * (inset_ - 1), 3), 1.5, 1.5);
}

void PageTab::enterEvent(QEnterEvent*) {
    update();
}
void PageTab::leaveEvent(QEvent*) {
    update();
}

TopBar::TopBar(ViewState& state, QWidget* parent) : QWidget(parent), state_(state) {
    setFixedHeight(bar_height);
    row_ = new QHBoxLayout(this);
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(8);
    name_room_ = new QSpacerItem(0, 0, QSizePolicy::Fixed, QSizePolicy::Minimum);
    row_->addSpacerItem(name_room_);
    tabs_row_ = new QHBoxLayout;
    tabs_row_->setContentsMargins(4, 4, 4, 4);
    tabs_row_->setSpacing(2);
    row_->addLayout(tabs_row_);
    row_->addStretch(1);
    home_ = addButton(Icon::home, &TopBar::homeChosen);
    open_ = addButton(Icon::open_file, &TopBar::openChosen);
    numbers_ = addButton(Icon::numbers, &TopBar::numbersChosen);
    export_ = addButton(Icon::export_picture, &TopBar::exportChosen);
    projector_ = addButton(Icon::projector, &TopBar::projectorChosen);
    theme_ = addButton(Icon::sun, &TopBar::themeChosen);
    language_ = addButton(Icon::globe, &TopBar::languageChosen);
    help_ = addButton(Icon::help, &TopBar::helpChosen);
    numbers_->setCheckable(true);
    projector_->setCheckable(true);
    connect(&tabs_, &QButtonGroup::idClicked, this, &TopBar::pageChosen);
    connect(&state_, &ViewState::themeChanged, this, &TopBar::follow);
    connect(&state_, &ViewState::numbersChanged, this, &TopBar::follow);
    retranslate();
}

IconButton* TopBar::addButton(Icon icon, void (TopBar::*chosen)()) {
    auto* button = new IconButton(state_, icon, ButtonShape::tile, this);
    connect(button, &QAbstractButton::clicked, this, chosen);
    row_->addWidget(button);
    return button;
}

void TopBar::setPages(const QStringList& names) {
    for (int page = 0; page < names.size(); ++page) {
        auto* tab = static_cast<PageTab*>(tabs_.button(page));
        if (tab == nullptr) {
            tab = new PageTab(state_, this);
            tabs_.addButton(tab, page);
            tabs_row_->addWidget(tab);
        }
        tab->setText(names.at(page));
        tab->updateGeometry();
    }
    makeRoom();
}

void TopBar::showPage(int page) {
    tabs_.setExclusive(page >= 0);
    for (QAbstractButton* tab : tabs_.buttons())
        tab->setChecked(tabs_.id(tab) == page);
}

/// Where all does not fit, the name goes, then the room around the tabs' words, then what is there
/// for a key or the home page as well.
void TopBar::makeRoom() {
    constexpr int roomy = 15;
    constexpr int tight = 6;
    const auto needs = [this] {
        tabs_row_->invalidate();
        row_->invalidate();
        return row_->minimumSize().width();
    };
    const auto setInset = [this](int inset) {
        for (QAbstractButton* tab : tabs_.buttons())
            static_cast<PageTab*>(tab)->setInset(inset);
    };
    const auto showRest = [this](bool shown) {
        for (IconButton* button : {open_, numbers_, export_})
            button->setVisible(shown);
    };
    has_name_ = true;
    setInset(roomy);
    showRest(true);
    name_room_->changeSize(nameWidth(), 0, QSizePolicy::Fixed, QSizePolicy::Minimum);
    if (needs() <= width()) return;
    has_name_ = false;
    name_room_->changeSize(nameWidth(), 0, QSizePolicy::Fixed, QSizePolicy::Minimum);
    if (needs() <= width()) return;
    setInset(tight);
    if (needs() > width()) showRest(false);
    row_->invalidate();
}

int TopBar::nameWidth() const {
    if (!has_name_) return name_left;
    const QFontMetrics metrics(sansFont(state_.theme(), type_size::lesson_title, Weight::bold));
    return name_left + metrics.horizontalAdvance(tr("TCP Theater")) + 24;
}

void TopBar::retranslate() {
    home_->describe(tr("All scenarios"), tr("Ctrl+H"));
    open_->describe(tr("Open a scenario file"), tr("Ctrl+O"));
    numbers_->describe(tr("Sequence numbers as on the wire"), QStringLiteral("R"));
    export_->describe(tr("Export as a picture"), tr("Ctrl+E"));
    projector_->describe(tr("Larger, for a projector"), tr("Ctrl+Shift+P"));
    theme_->describe(tr("Dark, light or high contrast"), QStringLiteral("T"));
    language_->describe(tr("中文"), tr("Shift+L"));
    help_->describe(tr("All keys"), QStringLiteral("?"));
    follow();
}

void TopBar::follow() {
    theme_->setIcon(iconOf(themeAfter(state_.theme().name)));
    projector_->setChecked(state_.theme().projection() == Projection::projector);
    numbers_->setChecked(state_.numbers() == Numbers::absolute);
    for (QAbstractButton* tab : tabs_.buttons())
        tab->updateGeometry();
    makeRoom();
    update();
}

void TopBar::paintEvent(QPaintEvent*) {
    const Theme& theme = state_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF logo(2, (bar_height - logo_side) / 2.0, logo_side, logo_side);
    paintLogo(painter, logo, theme.host_a, theme.host_b, theme.text);
    painter.setFont(sansFont(theme, type_size::lesson_title, Weight::bold));
    painter.setPen(theme.text);
    if (has_name_)
        painter.drawText(QRect(name_left, 0, nameWidth(), bar_height),
                         Qt::AlignLeft | Qt::AlignVCenter, tr("TCP Theater"));
    if (tabs_.buttons().isEmpty()) return;
    painter.setPen(QPen(theme.border, 1));
    painter.setBrush(theme.card);
    painter.drawRoundedRect(QRectF(tabs_row_->geometry()).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9);
}

void TopBar::mousePressEvent(QMouseEvent* event) {
    if (event->position().x() < (has_name_ ? nameWidth() - 24 : name_left)) emit homeChosen();
}

void TopBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    makeRoom();
}

void TopBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

} // namespace ui
