using Mingzheng.Access;
using Mingzheng.Desk;
using Mingzheng.Web;

namespace Mingzheng.Identity.Checks;

/// <summary>Until the identity is confirmed, that comes first.</summary>
sealed class IdentityOnDesk(IdentityChecks identities) : IDeskSection
{
    public int Order => 0;

    public async Task<DeskPart> Of(Person person, Words words, CancellationToken stop)
    {
        var isKnown = person.Posts.Count > 0 || await identities.Confirmed(person.Account, stop) is not null;
        return new DeskPart(words["identity.desk.title"], isKnown ? [] :
        [
            new DeskItem(words["identity.prove.title"], words["identity.desk.detail"], "/me/identity", words["identity.desk.action"],
                "now", words["identity.desk.state"]),
        ]);
    }
}
