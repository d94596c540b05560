#include "ui/view/setup_panel.h"

#include "ui/model/overrides.h"
#include "ui/view/choice_box.h"

#include <array>

#include <QEvent>
#include <QGridLayout>
#include <QSignalBlocker>

namespace ui {

namespace {

constexpr std::array profiles{sim::ProfileName::linux, sim::ProfileName::rfc9293,
                              sim::ProfileName::classroom};

QString textOf(sim::ProfileName name) {
    const std::string_view text = sim::name_of(name);
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

double millisecondsOf(sim::Duration delay) {
    return static_cast<double>(delay.count()) / 1e6;
}
double percentOf(const sim::LinkSpec& link) {
    return static_cast<double>(link.loss_per_billion) / 1e7;
}

} // namespace

SetupPanel::SetupPanel(ViewState& state, Production& production, QWidget* parent)
    : QWidget(parent),
      state_(state),
      production_(production),
      title_(new ThemedLabel(state, {Ink::second_text, type_size::card_title, Weight::bold}, this)),
      profile_(new ChoiceBox(state, this)),
      delay_(new QDoubleSpinBox(this)),
      loss_(new QDoubleSpinBox(this)),
      window_(new QSpinBox(this)) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->addWidget(title_, 0, 0, 1, 2);
    for (const sim::ProfileName name : profiles)
        profile_->addItem(textOf(name));
    delay_->setRange(0, 5000);
    delay_->setDecimals(1);
    delay_->setSuffix(QStringLiteral(" ms"));
    loss_->setRange(0, 50);
    loss_->setDecimals(1);
    loss_->setSuffix(QStringLiteral(" %"));
    profile_->setObjectName(QStringLiteral("profile"));
    delay_->setObjectName(QStringLiteral("delay"));
    loss_->setObjectName(QStringLiteral("loss"));
    window_->setRange(1, 1000);
    window_->setObjectName(QStringLiteral("window"));
    for (QAbstractSpinBox* field :
         {static_cast<QAbstractSpinBox*>(delay_), static_cast<QAbstractSpinBox*>(loss_),
          static_cast<QAbstractSpinBox*>(window_)}) {
        field->setKeyboardTracking(false);
        field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    }
    profile_name_ = addRow(profile_);
    delay_name_ = addRow(delay_);
    loss_name_ = addRow(loss_);
    window_name_ = addRow(window_);
    connect(profile_, &QComboBox::activated, this, &SetupPanel::playChanged);
    connect(delay_, &QDoubleSpinBox::valueChanged, this, &SetupPanel::playChanged);
    connect(loss_, &QDoubleSpinBox::valueChanged, this, &SetupPanel::playChanged);
    connect(window_, &QSpinBox::valueChanged, this, &SetupPanel::playChanged);
    connect(&production_, &Production::changed, this, &SetupPanel::showScenario);
    connect(&production_, &Production::failed, this, &SetupPanel::showScenario);
    retranslate();
    showScenario();
}

QLabel* SetupPanel::addRow(QWidget* field) {
    auto* grid = static_cast<QGridLayout*>(layout());
    const int row = grid->rowCount();
    auto* name = new ThemedLabel(state_, {Ink::second_text, 13}, this);
    name->setBuddy(field);
    grid->addWidget(name, row, 0);
    grid->addWidget(field, row, 1);
    return name;
}

void SetupPanel::retranslate() {
    title_->setText(tr("Play it differently"));
    profile_name_->setText(tr("Profile"));
    delay_name_->setText(tr("One-way delay"));
    loss_name_->setText(tr("Random loss"));
    window_name_->setText(tr("Window"));
    profile_->setToolTip(tr("Which TCP stack the model plays"));
}

void SetupPanel::showScenario() {
    setEnabled(production_.scenario().has_value());
    if (!production_.scenario()) return;
    const sim::Scenario& scenario = *production_.scenario();
    const QSignalBlocker quiet_delay(delay_);
    const QSignalBlocker quiet_loss(loss_);
    profile_->setCurrentText(textOf(scenario.profile));
    delay_->setValue(millisecondsOf(scenario.link.delay));
    loss_->setValue(percentOf(scenario.link));
    showScheme(scenario);
}

/// A scheme has a window instead of a profile; that of stop-and-wait is one frame, always.
void SetupPanel::showScheme(const sim::Scenario& scenario) {
    const QSignalBlocker quiet_window(window_);
    const bool scheme = scenario.scheme.has_value();
    profile_->setVisible(!scheme);
    profile_name_->setVisible(!scheme);
    window_->setVisible(scheme);
    window_name_->setVisible(scheme);
    if (!scheme) return;
    window_->setValue(static_cast<int>(scenario.scheme->window));
    window_->setEnabled(scenario.scheme->name != sim::SchemeName::stop_and_wait);
}

/// Only what differs from the scenario as it was written counts as a change; changes that were made
/// elsewhere stay.
void SetupPanel::playChanged() {
    if (!production_.asWritten()) return;
    const sim::Scenario& written = *production_.asWritten();
    sim::Overrides overrides = production_.overrides();
    const bool other_profile =
        !written.scheme && profile_->currentText() != textOf(written.profile);
    overrides.profile = other_profile ? profile_->currentText().toStdString() : std::string{};
    std::optional<std::string> delay;
    std::optional<std::string> loss;
    std::optional<std::string> window;
    if (delay_->value() != millisecondsOf(written.link.delay))
        delay = QString::number(delay_->value()).toStdString() + " ms";
    if (loss_->value() != percentOf(written.link))
        loss = QString::number(loss_->value() / 100).toStdString();
    if (written.scheme && window_->value() != static_cast<int>(written.scheme->window))
        window = std::to_string(window_->value());
    setOverride(overrides, "scheme.window", window);
    setOverride(overrides, "link.delay", delay);
    setOverride(overrides, "link.loss", loss);
    production_.change(overrides);
}

void SetupPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

} // namespace ui
