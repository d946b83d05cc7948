package org.meterport.hub.filedrop.adapter;

import java.util.List;
import java.util.Locale;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.command.CommandFactory;
import org.apache.ftpserver.command.CommandFactoryFactory;
import org.apache.ftpserver.command.impl.ABOR;
import org.apache.ftpserver.command.impl.AUTH;
import org.apache.ftpserver.command.impl.CDUP;
import org.apache.ftpserver.command.impl.CWD;
import org.apache.ftpserver.command.impl.EPSV;
import org.apache.ftpserver.command.impl.LIST;
import org.apache.ftpserver.command.impl.MDTM;
import org.apache.ftpserver.command.impl.MLSD;
import org.apache.ftpserver.command.impl.MLST;
import org.apache.ftpserver.command.impl.NLST;
import org.apache.ftpserver.command.impl.NOOP;
import org.apache.ftpserver.command.impl.OPTS;
import org.apache.ftpserver.command.impl.PASV;
import org.apache.ftpserver.command.impl.PBSZ;
import org.apache.ftpserver.command.impl.PROT;
import org.apache.ftpserver.command.impl.PWD;
import org.apache.ftpserver.command.impl.QUIT;
import org.apache.ftpserver.command.impl.REST;
import org.apache.ftpserver.command.impl.SIZE;
import org.apache.ftpserver.command.impl.STRU;
import org.apache.ftpserver.command.impl.SYST;
import org.apache.ftpserver.command.impl.TYPE;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.filedrop.FileDropProblem;
import org.meterport.hub.filedrop.SignIn;
import org.meterport.hub.filedrop.UploadLimits;

/** The commands a client may send; whatever is not listed here is answered "not implemented". */
final class FtpsCommands {

    /** RFC 4217, section 12: the data connection cannot be opened with this protection. */
    private static final int PROTECTION_REFUSED = 521;

    /** RFC 2228, section 5.1: the policy asks for more protection. */
    private static final int POLICY_ASKS_FOR_MORE = 534;

    private static final String CLEAR_DATA = FileDropProblem.CLEAR_TEXT_REFUSED.code()
            + ": Data is not sent or taken in the clear: send PBSZ 0 and PROT P first.";

    /** RFC 2389, section 3.2: each feature on a line of its own behind a space. */
    private static final List<String> FEATURES = List.of(
            "Features:",
            " AUTH TLS",
            " PBSZ",
            " PROT",
            " EPSV",
            " MDTM",
            " MLST Size;Modify;Type;Perm",
            " REST STREAM",
            " SIZE",
            " TVFS",
            " UTF8",
            "End");

    private final FtpsSignIn signIn;
    private final FtpsFileCommands files;
    private final boolean sessionReuse;

    /** @param sessionReuse data connections must resume the control connection's TLS session */
    FtpsCommands(SignIn signIn, UploadLimits limits, boolean sessionReuse) {
        this.signIn = new FtpsSignIn(signIn);
        this.files = new FtpsFileCommands(limits);
        this.sessionReuse = sessionReuse;
    }

    CommandFactory allowed() {
        var commands = new CommandFactoryFactory();
        commands.setUseDefaultCommands(false);

        commands.addCommand("AUTH", new AUTH());
        commands.addCommand("PBSZ", new PBSZ());
        commands.addCommand("PROT", protection());
        commands.addCommand("USER", signIn::user);
        commands.addCommand("PASS", signIn::password);
        commands.addCommand("QUIT", new QUIT());

        commands.addCommand("FEAT", reply(211, String.join("\n", FEATURES)));
        commands.addCommand("SYST", new SYST());
        commands.addCommand("OPTS", new OPTS());
        commands.addCommand("NOOP", new NOOP());
        commands.addCommand("ALLO", reply(202, "Not needed."));
        commands.addCommand("TYPE", new TYPE());
        commands.addCommand("STRU", new STRU());
        commands.addCommand("MODE", mode());

        commands.addCommand("PWD", new PWD());
        commands.addCommand("CWD", new CWD());
        commands.addCommand("CDUP", new CDUP());
        commands.addCommand("SIZE", new SIZE());
        commands.addCommand("MDTM", new MDTM());
        commands.addCommand("MLST", new MLST());

        commands.addCommand("PASV", new PASV());
        commands.addCommand("EPSV", new EPSV());
        commands.addCommand("ABOR", new ABOR());
        commands.addCommand("REST", new REST());
        commands.addCommand("LIST", encrypted(new LIST()));
        commands.addCommand("NLST", encrypted(new NLST()));
        commands.addCommand("MLSD", encrypted(new MLSD()));
        commands.addCommand("RETR", encrypted(files::fetch));
        commands.addCommand("STOR", encrypted(files::upload));

        commands.addCommand("DELE", files::remove);
        commands.addCommand("RNFR", files::renameFrom);
        commands.addCommand("RNTO", files::renameTo);

        commands.addCommand(
                "APPE",
                reply(
                        FtpReply.REPLY_550_REQUESTED_ACTION_NOT_TAKEN,
                        FileDropProblem.RESUME_NOT_OFFERED.code()
                                + ": Uploads are neither appended nor resumed: send the whole file with STOR."));
        var fixedFolders = reply(
                FtpReply.REPLY_550_REQUESTED_ACTION_NOT_TAKEN,
                FileDropProblem.NOT_ALLOWED.code() + ": The folders here are fixed.");
        commands.addCommand("MKD", fixedFolders);
        commands.addCommand("RMD", fixedFolders);
        var passiveOnly = reply(
                FtpReply.REPLY_502_COMMAND_NOT_IMPLEMENTED, "Data connections are passive here: send PASV or EPSV.");
        commands.addCommand("PORT", passiveOnly);
        commands.addCommand("EPRT", passiveOnly);
        return commands.createCommandFactory();
    }

    private static Command reply(int number, String sentence) {
        return (session, context, request) -> session.write(new DefaultFtpReply(number, sentence));
    }

    private static Command protection() {
        var protection = new PROT();
        return (session, context, request) -> {
            if ("P".equals(argument(request.getArgument()))) {
                protection.execute(session, context, request);
            } else {
                session.write(new DefaultFtpReply(POLICY_ASKS_FOR_MORE, CLEAR_DATA));
            }
        };
    }

    /** Stream mode only: compression would let a small upload unpack into a full disk. */
    private static Command mode() {
        return (session, context, request) -> session.write(
                "S".equals(argument(request.getArgument()))
                        ? new DefaultFtpReply(FtpReply.REPLY_200_COMMAND_OKAY, "Stream mode.")
                        : new DefaultFtpReply(
                                FtpReply.REPLY_504_COMMAND_NOT_IMPLEMENTED_FOR_THAT_PARAMETER, "Stream mode only."));
    }

    private Command encrypted(Command asked) {
        Command transfer = sessionReuse ? FtpsSessionReuse.required(asked) : asked;
        return (session, context, request) -> {
            if (session.getDataConnection().isSecure()) {
                transfer.execute(session, context, request);
            } else {
                session.resetState();
                session.getDataConnection().closeDataConnection();
                session.write(new DefaultFtpReply(PROTECTION_REFUSED, CLEAR_DATA));
            }
        };
    }

    private static String argument(@Nullable String argument) {
        return argument == null ? "" : argument.toUpperCase(Locale.ROOT);
    }
}
