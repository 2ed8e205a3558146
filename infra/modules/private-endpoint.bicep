metadata description = 'One private endpoint, and its address under the private name.'

param name string
param location string
param tags object
param subnetId string
param zoneId string
param targetId string

@description('The part of the target: blob, queue, table or vault.')
param group string

resource endpoint 'Microsoft.Network/privateEndpoints@2025-01-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      { name: group, properties: { privateLinkServiceId: targetId, groupIds: [group] } }
    ]
  }

  resource names 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: group, properties: { privateDnsZoneId: zoneId } }]
    }
  }
}
