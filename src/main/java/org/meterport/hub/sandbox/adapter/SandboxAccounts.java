package org.meterport.hub.sandbox.adapter;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.components.intervalfile.EsiidPrefix;
import org.meterport.hub.secrets.SecretFolder;
import org.meterport.hub.shared.ThirdPartyId;

/** Who may use a sandbox. Names are fixed; passwords are made on first start and kept among the hub's secrets. */
public final class SandboxAccounts {

    /** The company that acts in the demo. */
    public static final Company BLUEBONNET = new Company(
            new ThirdPartyId("tp_bluebonnet"),
            "Bluebonnet Energy Insights LLC",
            "123456789",
            "partner@bluebonnet.example.com",
            "https://bluebonnet.example.com",
            "https://bluebonnet.example.com/privacy");

    /** A second one, which must never see what belongs to the first. */
    public static final Company LONESTAR = new Company(
            new ThirdPartyId("tp_lonestar"),
            "Lone Star Comfort Inc.",
            "9876543210123",
            "partner@lonestar.example.com",
            "https://lonestar.example.com",
            "https://lonestar.example.com/privacy");

    /** Both of them. */
    public static final List<Company> COMPANIES = List.of(BLUEBONNET, LONESTAR);

    private final SecretFolder secrets;

    SandboxAccounts(SecretFolder secrets) {
        this.secrets = secrets;
    }

    /**
     * The accounts of the hub that keeps its data there.
     *
     * @param random for secrets that are not there yet
     */
    public static SandboxAccounts of(Path data, SecureRandom random) {
        return new SandboxAccounts(new SecretFolder(data.resolve("secrets"), random));
    }

    /** The id of the utility that serves a premise. */
    public static String tdspOf(Esiid esiid) {
        return tdspOf(esiid.prefix());
    }

    static String tdspOf(EsiidPrefix prefix) {
        return switch (prefix) {
            case ONCOR, ONCOR_EAST -> "oncor";
            case CENTERPOINT -> "centerpoint";
            case AEP_TEXAS_CENTRAL -> "aep-central";
            case AEP_TEXAS_NORTH -> "aep-north";
            case TNMP -> "tnmp";
            case NUECES -> "nueces";
        };
    }

    public String apiPassword(Company company) {
        return secrets.secret("sandbox-" + company.shortName() + "-api-password");
    }

    /** Of the login {@link Company#fileUser()} at the file servers. */
    public String filePassword(Company company) {
        return secrets.secret("sandbox-" + company.shortName() + "-file-password");
    }

    /** Of the login at the file servers that has the TDSP's id for its name. */
    public String tdspPassword(String tdspId) {
        return secrets.secret("sandbox-" + tdspId + "-file-password");
    }

    /** One Third Party of the sandbox. */
    public record Company(
            ThirdPartyId id, String legalName, String duns, String email, String websiteUrl, String privacyUrl) {

        String shortName() {
            return id.value().substring("tp_".length());
        }

        public String apiUser() {
            return shortName() + "-api";
        }

        public String fileUser() {
            return shortName() + "-files";
        }
    }
}
