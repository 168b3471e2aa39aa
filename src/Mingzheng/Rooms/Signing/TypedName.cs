using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Identifiers;
using Mingzheng.Cases;
using Mingzheng.Objects;

namespace Mingzheng.Rooms.Signing;

/// <summary>
/// Who does not draw types the own name (AW-08). What is then seen on the paper is the name on file: nobody's signature looks like
/// somebody else's.
/// </summary>
static class TypedName
{
    /// <returns>The name on file that was typed; null when the hand drew.</returns>
    /// <exception cref="RefusedException">TYPED_NAME_DIFFERS.</exception>
    public static async Task<string?> Of(
        BeginSignature.Request request, Guid room, Person person, RoomDesk desk, DataKeys keys, CancellationToken stop)
    {
        if (SignatureMark.IsDrawn(request.Strokes))
        {
            return null;
        }

        var look = await desk.Look(room);
        var me = look.Me(person.Account);
        var name = me.NameUnder(keys.Of(Case.OwnerOf(look.Room.CaseId)));
        var others = await desk.RulesOf(look.Room).OtherNames(look.Room, me.Role, stop);
        return OnFile(request.TypedName ?? "", [name, .. others])
            ?? throw new RefusedException(new Refusal("TYPED_NAME_DIFFERS", "AW-08", name) { Field = "typed-name" });
    }

    /// <summary>The name on file that is written the same but for blanks, commas, width and case of letters; null when there is none.</summary>
    public static string? OnFile(string typed, IReadOnlyList<string> onFile) =>
        onFile.FirstOrDefault(name => Plain(name).Length > 0 && string.Equals(Plain(name), Plain(typed), StringComparison.OrdinalIgnoreCase));

    static string Plain(string name) => string.Concat(WrittenForm.Name(name).Where(character => character is not (' ' or ',')));
}
