using System.Security.Cryptography;
using System.Text;
using Mingzheng.Base;
using Mingzheng.Journal;
using Mingzheng.Web;

namespace Mingzheng.Notices;

/// <summary>Turns entries into messages, each in the reader's language, once per entry and person.</summary>
public sealed partial class NoticeSender(
    IEnumerable<INoticeRule> rules, IRecipients recipients, Messenger messenger, WordBook book, ILogger<NoticeSender> log) : IReaction
{
    readonly ILookup<string, INoticeRule> rules = rules.ToLookup(rule => rule.Kind);

    public string Name => "notices";

    public bool Follows(string kind) => rules.Contains(kind);

    public async Task React(PlacedEntry entry, CancellationToken stop)
    {
        foreach (var rule in rules[entry.Kind])
        {
            foreach (var notice in await rule.Of(entry, stop))
            {
                await Send(entry, notice, stop);
            }
        }
    }

    async Task Send(PlacedEntry entry, Notice notice, CancellationToken stop)
    {
        if (await recipients.Of(notice.Account, stop) is not { } recipient)
        {
            return;
        }

        var words = book.In(recipient.Language);
        var args = notice.Args?.Invoke(recipient) ?? [];
        try
        {
            await messenger.Send(recipient.Contact, words[$"{notice.Key}.subject", args], words[$"{notice.Key}.text", args],
                ReferenceOf(entry, notice), stop);
        }
        catch (OutsideServiceRefusedException refusal)
        {
            // Asking again would not help: the person finds the same news on the desk.
            WillNotGo(log, notice.Key, refusal.Code);
        }
    }

    /// <summary>The same for the same entry and person, so that a repeat after a crash is known as one.</summary>
    static string ReferenceOf(PlacedEntry entry, Notice notice) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{entry.Act}\n{entry.Stream}\n{entry.N}\n{notice.Account:D}\n{notice.Key}")))[..40];

    [LoggerMessage(Level = LogLevel.Warning, Message = "The notice {Key} will not go: {Code}")]
    static partial void WillNotGo(ILogger log, string key, string code);
}
