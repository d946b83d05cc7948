package org.meterport.hub.han.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.meterport.han.sep.Criticality;
import org.meterport.han.sep.DeviceClass;
import org.meterport.hub.han.Address;
import org.meterport.hub.han.HanMessage.LoadControl;
import org.meterport.hub.han.HanMessage.Price;
import org.meterport.hub.han.HanMessage.Text;
import org.meterport.hub.han.HanProblem;
import org.meterport.hub.han.Temperature;
import org.meterport.hub.shared.Rejection;

/** Bodies of the API's calls for device messages, after the contract has been checked. */
final class HanBodies {

    /** From so many addresses on, devices are spread over time unless the caller says otherwise. */
    private static final int CROWD = 100;

    private static final int MOST_DECIMALS = 15;
    private static final int MOST_DIGITS = 10;

    private HanBodies() {}

    static List<Address> addresses(JsonNode body) {
        List<Address> addresses = new ArrayList<>();
        body.path("addresses")
                .forEach(one -> addresses.add(new Address(
                        one.path("esiid").asText(),
                        one.hasNonNull("device")
                                ? Optional.of(one.path("device").asText())
                                : Optional.empty())));
        return addresses;
    }

    static Text text(JsonNode body) {
        return new Text(
                body.path("text").asText(),
                body.path("importance").asText("LOW"),
                body.path("confirmationRequired").asBoolean(false));
    }

    static Price price(JsonNode body, long provider, boolean acknowledged) {
        BigDecimal price = new BigDecimal(body.path("price").asText());
        if (price.scale() > MOST_DECIMALS || price.precision() - price.scale() > MOST_DIGITS) {
            throw new Rejection(
                    HanProblem.PRICE_NOT_POSSIBLE, "A price has at most 15 decimals and ten digits before.");
        }
        int decimals = Math.max(0, price.scale());
        BigDecimal units = price.movePointRight(decimals);
        if (units.compareTo(BigDecimal.valueOf(0xFFFF_FFFFL)) > 0) {
            throw new Rejection(
                    HanProblem.PRICE_NOT_POSSIBLE,
                    "A frame holds 4294967295 units of the last decimal, not " + units.toPlainString()
                            + "; leave decimals out.");
        }
        return new Price(
                provider,
                body.path("label").asText(""),
                units.longValueExact(),
                decimals,
                currency(body.path("currency").asText("USD")),
                body.path("tier").asInt(0),
                body.path("tiers").asInt(0),
                body.path("registerTier").asInt(0),
                acknowledged);
    }

    static LoadControl loadControl(JsonNode body) {
        Set<DeviceClass> classes = EnumSet.noneOf(DeviceClass.class);
        body.path("deviceClasses").forEach(one -> classes.add(DeviceClass.valueOf(one.asText())));
        Temperature unit = Temperature.valueOf(body.path("temperatureUnit").asText("CELSIUS"));
        boolean crowd = body.path("addresses").size() >= CROWD;
        return new LoadControl(
                DeviceClass.bits(classes),
                body.path("enrollmentGroup").asInt(0),
                Criticality.named(body.path("criticality").asText())
                        .map(Criticality::code)
                        .orElseThrow(() -> new Rejection(
                                HanProblem.EVENT_NOT_POSSIBLE,
                                "There is no criticality of that name; see the contract.")),
                degrees(body, "coolingOffset", unit::offset),
                degrees(body, "heatingOffset", unit::offset),
                degrees(body, "coolingSetPoint", unit::setPoint),
                degrees(body, "heatingSetPoint", unit::setPoint),
                number(body, "averageLoadPercent"),
                number(body, "dutyCyclePercent"),
                body.path("randomiseStart").asBoolean(crowd),
                body.path("randomiseEnd").asBoolean(crowd));
    }

    /** Empty for now. */
    static Optional<Instant> start(JsonNode body) {
        String text = body.path("startsAt").asText("now");
        if (text.equals("now")) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException unreadable) {
            throw new Rejection(
                    HanProblem.TIME_NOT_POSSIBLE, "startsAt is \"now\" or a time like 2026-07-01T18:00:00Z.");
        }
    }

    static Duration lasting(JsonNode body) {
        return Duration.ofMinutes(body.path("durationMinutes").asLong());
    }

    private static int currency(String name) {
        try {
            return Currency.getInstance(name).getNumericCode();
        } catch (IllegalArgumentException unknown) {
            throw new Rejection(
                    HanProblem.PRICE_NOT_POSSIBLE, "currency is three letters of ISO 4217, for example USD.");
        }
    }

    private static @Nullable Integer degrees(JsonNode body, String field, ToIntFunction<BigDecimal> conversion) {
        if (!body.hasNonNull(field)) {
            return null;
        }
        try {
            return conversion.applyAsInt(body.path(field).decimalValue());
        } catch (ArithmeticException beyond) {
            throw new Rejection(HanProblem.EVENT_NOT_POSSIBLE, field + " is no temperature of any home.");
        }
    }

    private static @Nullable Integer number(JsonNode body, String field) {
        return body.hasNonNull(field) ? body.path(field).asInt() : null;
    }
}
