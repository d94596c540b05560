#include "sim/packet/address_table.h"

#include <QtTest>

using sim::Address;

class TestAddressTable : public QObject {
    Q_OBJECT

private slots:
    void addresses_are_read_and_written_as_the_rfcs_say_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("canonical");
        QTest::newRow("ipv4") << "10.0.0.1"
                              << "10.0.0.1";
        QTest::newRow("ipv6 loopback") << "::1"
                                       << "::1";
        QTest::newRow("ipv6 gap") << "FD00:0:0:0:0:0:0:2"
                                  << "fd00::2";
        QTest::newRow("one zero group stays") << "1:0:2:3:4:5:6:7"
                                              << "1:0:2:3:4:5:6:7";
        QTest::newRow("first longest run") << "1:0:0:2:0:0:3:4"
                                           << "1::2:0:0:3:4";
        QTest::newRow("all zero") << "::"
                                  << "::";
        QTest::newRow("gap at the end") << "fd00::"
                                        << "fd00::";
    }
    void addresses_are_read_and_written_as_the_rfcs_say() {
        QFETCH(QString, text);
        QFETCH(QString, canonical);
        const sim::Expected<Address> address = sim::parse_address(text.toStdString());
        QVERIFY(address.has_value());
        QCOMPARE(QString::fromStdString(sim::to_text(*address)), canonical);
    }

    void what_is_no_address_is_refused_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "10.0.0", "10.0.0.256", "1.2.3.4.5", "a.b.c.d", ":",
                                 ":::", "1::2::3", "12345::", "1:2:3:4:5:6:7:8:9", "10.0.0.-1"})
            QTest::newRow(text) << text;
    }
    void what_is_no_address_is_refused() {
        QFETCH(QString, text);
        QVERIFY(!sim::parse_address(text.toStdString()).has_value());
    }

    void an_address_is_stored_once() {
        sim::AddressTable table;
        const sim::AddressId first = table.intern(sim::parse_address("10.0.0.1").value());
        const sim::AddressId second = table.intern(sim::parse_address("10.0.0.2").value());
        QCOMPARE(table.intern(sim::parse_address("10.0.0.1").value()), first);
        QVERIFY(first != second);
        QCOMPARE(table.size(), std::size_t{2});
    }
};

QTEST_APPLESS_MAIN(TestAddressTable)
#include "test_address_table.moc"
