package org.meterport.hub.filedrop.adapter;

import java.net.InetSocketAddress;
import java.util.List;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.impl.ServerFtpStatistics;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.mina.filter.ssl.SslFilter;
import org.meterport.hub.filedrop.FileDropProblem;
import org.meterport.hub.filedrop.SignIn;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * USER and PASS. Both are refused until the TLS handshake is done, not merely begun: commands that an attacker slipped
 * in behind a plaintext {@code AUTH TLS} are answered by that refusal too.
 */
final class FtpsSignIn {

    private static final Logger LOG = LoggerFactory.getLogger(FtpsSignIn.class);
    private static final int FAILURES_PER_CONNECTION = 3;

    private final SignIn signIn;

    FtpsSignIn(SignIn signIn) {
        this.signIn = signIn;
    }

    void user(FtpIoSession session, FtpServerContext context, FtpRequest request) {
        session.resetState();
        if (!isEncrypted(session)) {
            session.write(FtpsReply.of(clearText()));
        } else if (session.isLoggedIn()) {
            session.write(new DefaultFtpReply(
                    FtpReply.REPLY_503_BAD_SEQUENCE_OF_COMMANDS, "Signed in already: reconnect to change accounts."));
        } else if (request.getArgument() == null) {
            session.write(new DefaultFtpReply(
                    FtpReply.REPLY_501_SYNTAX_ERROR_IN_PARAMETERS_OR_ARGUMENTS, "USER needs a name."));
        } else {
            session.setUserArgument(request.getArgument());
            session.write(new DefaultFtpReply(FtpReply.REPLY_331_USER_NAME_OKAY_NEED_PASSWORD, "Password, please."));
        }
    }

    void password(FtpIoSession session, FtpServerContext context, FtpRequest request) {
        session.resetState();
        var name = session.getUserArgument();
        if (!isEncrypted(session)) {
            session.write(FtpsReply.of(clearText()));
            return;
        }
        if (name == null || session.isLoggedIn()) {
            session.write(new DefaultFtpReply(FtpReply.REPLY_503_BAD_SEQUENCE_OF_COMMANDS, "USER comes first."));
            return;
        }
        var statistics = (ServerFtpStatistics) context.getFtpStatistics();
        if (statistics.getCurrentLoginNumber() >= context.getConnectionConfig().getMaxLogins()) {
            closeWith(session, "Too many connections: try again in a minute.");
            return;
        }
        try {
            var password = request.getArgument() == null ? "" : request.getArgument();
            var account = signIn.withPassword(name, password, address(session));
            var user = new BaseUser();
            user.setName(account.name());
            user.setAuthorities(List.of());
            session.setUser(user);
            session.setUserArgument(null);
            session.setLogin(new FtpsFolders.View(account));
            statistics.setLogin(session);
            session.write(new DefaultFtpReply(FtpReply.REPLY_230_USER_LOGGED_IN, "Signed in."));
            LOG.info("FTPS sign-in of {}", account.name());
        } catch (Rejection refused) {
            session.increaseFailedLogins();
            if (session.getFailedLogins() >= FAILURES_PER_CONNECTION) {
                closeWith(session, refused.code() + ": " + refused.detail());
            } else {
                session.write(FtpsReply.of(refused));
            }
        } catch (Unavailable down) {
            LOG.warn("FTPS sign-in not possible: {}", down.getMessage());
            closeWith(session, "Sign-in is not possible now. Try again later.");
        }
    }

    private static void closeWith(FtpIoSession session, String sentence) {
        session.write(
                new DefaultFtpReply(FtpReply.REPLY_421_SERVICE_NOT_AVAILABLE_CLOSING_CONTROL_CONNECTION, sentence));
        session.closeOnFlush();
    }

    private static boolean isEncrypted(FtpIoSession session) {
        return session.getAttribute(SslFilter.SSL_SECURED) != null;
    }

    private static Rejection clearText() {
        return new Rejection(
                FileDropProblem.CLEAR_TEXT_REFUSED,
                "Passwords are not taken in the clear: send AUTH TLS first (FTP with explicit TLS).");
    }

    private static String address(FtpIoSession session) {
        return session.getRemoteAddress() instanceof InetSocketAddress remote && remote.getAddress() != null
                ? remote.getAddress().getHostAddress()
                : "unknown";
    }
}
