package org.meterport.hub.schedule.adapter;

import java.time.Clock;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.report.ReportKeys;
import org.meterport.hub.report.RequestReport;
import org.meterport.hub.schedule.DueDays;
import org.meterport.hub.schedule.MakeSchedule;
import org.meterport.hub.schedule.RunSchedules;
import org.meterport.hub.schedule.Schedules;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires schedules. */
@Configuration(proxyBeanMethods = false)
public class ScheduleConfiguration {

    @Bean
    Schedules schedules(JdbcTemplate jdbc, Clock clock) {
        return new JdbcSchedules(jdbc, clock);
    }

    @Bean
    DueDays dueDays(@Value("${meterport.schedule.hour}") int hour) {
        return new DueDays(hour);
    }

    @Bean
    MakeSchedule makeSchedule(Schedules schedules, RequestReport requestReport, DueDays dueDays, Ids ids, Clock clock) {
        return new MakeSchedule(schedules, requestReport, dueDays, ids, clock);
    }

    @Bean
    RunSchedules runSchedules(
            Transactions transactions, Schedules schedules, RequestReport requestReport, DueDays dueDays, Clock clock) {
        return new RunSchedules(transactions, schedules, requestReport, dueDays, clock);
    }

    @Bean
    ScheduleApi scheduleApi(
            Transactions transactions, Schedules schedules, MakeSchedule makeSchedule, FirstAnswers firstAnswers) {
        return new ScheduleApi(transactions, schedules, makeSchedule, firstAnswers);
    }

    @Bean
    SmtSubscriptionsApi smtSubscriptionsApi(
            Transactions transactions,
            Schedules schedules,
            MakeSchedule makeSchedule,
            ReportKeys keys,
            FirstAnswers firstAnswers) {
        return new SmtSubscriptionsApi(transactions, schedules, makeSchedule, keys, firstAnswers);
    }
}
