using Mingzheng.Web;

namespace Mingzheng.Rooms;

/// <summary>Where an act in a room leads: back to the room, which shows what is next.</summary>
static class RoomAddress
{
    public static string Of(Guid room) => $"/rooms/{room:D}";

    public static IResult SeeOther(Guid room) => new SeeOther(Of(room));
}
